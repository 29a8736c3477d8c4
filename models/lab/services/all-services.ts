/** Every real service the lab knows. */
import { chatServices } from './chat-servers';
import { databaseServices } from './databases';
import { fileServices } from './file-servers';
import { imap } from './imap';
import { monitoringServices } from './monitoring';
import { mqtt } from './mqtt';
import { queueServices } from './queues';
import { redisServices } from './redis';
import type { Service } from './service';
import { remoteServices } from './remote-desktops';
import { ssh } from './ssh';
import { vpn } from './vpn';
import { web } from './web';

export const allServices: readonly Service[] = [
  mqtt,
  imap,
  ssh,
  web,
  ...redisServices,
  ...databaseServices,
  ...chatServices,
  ...queueServices,
  ...monitoringServices,
  ...fileServices,
  ...remoteServices,
  vpn,
];
