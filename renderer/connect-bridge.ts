import type { KanariaBridge } from '../shared/contract';
import { connectWebSocket } from './connect-web-socket';

declare global {
  interface Window {
    /** Put there by the preload; absent in a browser. */
    readonly kanaria?: KanariaBridge;
    /** Put there by the preload: the path of a dropped file. */
    readonly kanariaPathOfFile?: (file: File) => string;
  }
}

/** The way to the engine: Electron's preload where there is one, else the WebSocket of the page's own server. */
export function connectBridge(): KanariaBridge {
  if (window.kanaria !== undefined) return window.kanaria;
  const token = new URLSearchParams(location.search).get('token') ?? '';
  return connectWebSocket(`ws://${location.host}/ws?token=${encodeURIComponent(token)}`);
}
