import { homeProtocols } from './homes';
import type { KnownProtocol } from './known-protocol';
import { machineRoomProtocols } from './machine-rooms';
import { networkProtocols } from './networks';
import { peopleProtocols } from './people';
import { remoteControlProtocols } from './remote-control';
import { tradeProtocols } from './trades';

/** All of them, for the catalogue. */
export const knownProtocols: readonly KnownProtocol[] = [
  ...homeProtocols,
  ...peopleProtocols,
  ...machineRoomProtocols,
  ...tradeProtocols,
  ...networkProtocols,
  ...remoteControlProtocols,
];
