/** What the engine's own process and its owner say to each other, besides the contract's messages. */
import type { ClientMessage, HostMessage, Settings } from '../../shared/contract';

export type MessageToEngine =
  | ClientMessage
  | { readonly kind: 'begin'; readonly settings: Settings; readonly version: string; readonly poolListFolder: string }
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'end' };

export type MessageFromEngine = HostMessage | { readonly kind: 'ready' };
