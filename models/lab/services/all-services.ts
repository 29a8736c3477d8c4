/** Every real service the lab knows. */
import { bgp } from './bgp';
import { etcd } from './etcd';
import { fileServices } from './file-servers';
import { gpsd } from './gpsd';
import { imap } from './imap';
import { irc } from './irc';
import { ldap } from './ldap';
import { mariadb } from './mariadb';
import { monitoringServices } from './monitoring';
import { mqtt } from './mqtt';
import { mumble } from './mumble';
import { ovsdb } from './ovsdb';
import { postgresServices } from './postgres';
import { queueServices } from './queues';
import { rdp } from './rdp';
import { redisServices } from './redis';
import { sentinel } from './sentinel';
import type { Service } from './service';
import { ssh } from './ssh';
import { tor } from './tor';
import { turn } from './turn';
import { vnc } from './vnc';
import { vpn } from './vpn';
import { web } from './web';
import { xmpp } from './xmpp';

export const allServices: readonly Service[] = [
  mqtt,
  imap,
  ssh,
  web,
  ...redisServices,
  ...postgresServices,
  xmpp,
  irc,
  ...queueServices,
  etcd,
  ...monitoringServices,
  ...fileServices,
  vnc,
  rdp,
  vpn,
  tor,
  ldap,
  bgp,
  mariadb,
  ovsdb,
  sentinel,
  gpsd,
  turn,
  mumble,
];
