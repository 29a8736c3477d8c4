/** Every real service the lab knows. */
import { etcd } from './etcd';
import { fileServices } from './file-servers';
import { imap } from './imap';
import { irc } from './irc';
import { monitoringServices } from './monitoring';
import { mqtt } from './mqtt';
import { postgres } from './postgres';
import { queueServices } from './queues';
import { rdp } from './rdp';
import { redisServices } from './redis';
import type { Service } from './service';
import { ssh } from './ssh';
import { tor } from './tor';
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
  postgres,
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
];
