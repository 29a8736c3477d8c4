/** Every real service the lab knows. */
import { amqp } from './amqp';
import { bgp } from './bgp';
import { erlang } from './erlang';
import { etcd } from './etcd';
import { fileServices } from './file-servers';
import { gearman } from './gearman';
import { gpsd } from './gpsd';
import { icecream } from './icecream';
import { imap } from './imap';
import { indi } from './indi';
import { irc } from './irc';
import { lcdproc } from './lcdproc';
import { ldap } from './ldap';
import { mariadb } from './mariadb';
import { monitoringServices } from './monitoring';
import { mpd } from './mpd';
import { mqtt } from './mqtt';
import { mumble } from './mumble';
import { ovsdb } from './ovsdb';
import { postgresServices } from './postgres';
import { queueServices } from './queues';
import { rdp } from './rdp';
import { redisServices } from './redis';
import { rigctld } from './rigctld';
import { sentinel } from './sentinel';
import type { Service } from './service';
import { snapcast } from './snapcast';
import { ssh } from './ssh';
import { tor } from './tor';
import { turn } from './turn';
import { vnc } from './vnc';
import { vpn } from './vpn';
import { web } from './web';
import { xmpp } from './xmpp';
import { yggdrasil } from './yggdrasil';

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
  amqp,
  erlang,
  gearman,
  icecream,
  mpd,
  snapcast,
  lcdproc,
  rigctld,
  indi,
  yggdrasil,
];
