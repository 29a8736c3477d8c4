import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** One end of a connection, whatever carries it. */
export interface Wire {
  write(content: Buffer | string): void;
  /** Called with the count of bytes that came. */
  onData(hear: (bytes: number) => void): void;
  /** The other end has said its last word. */
  onEnd(hear: () => void): void;
  onClose(leave: () => void): void;
  /** Says good-bye as its protocol does. */
  end(): void;
  /** Closes the socket at once; what still comes is refused. */
  close(): void;
  /** Ends with a reset. */
  reset(): void;
}

/** A TCP or TLS socket; `raw` is the TCP socket below. Text is Latin-1. */
export function wireOfSocket(socket: Socket, raw: Socket, saysGoodbye: boolean): Wire {
  return {
    write: (content) => void socket.write(typeof content === 'string' ? Buffer.from(content, 'latin1') : content),
    onData: (hear) => void socket.on('data', (data: Buffer) => hear(data.length)),
    onEnd: (hear) => void socket.once('end', hear),
    onClose: (leave) => void raw.once('close', leave),
    end: () => void (saysGoodbye ? socket.end() : raw.destroy()),
    close: () => void raw.destroy(),
    reset: () => void raw.resetAndDestroy(),
  };
}

/** A WebSocket: each message is a frame, text as a text frame. */
export function wireOfWebSocket(webSocket: WebSocket, raw: Socket): Wire {
  return {
    write: (content) => webSocket.send(content),
    onData: (hear) =>
      void webSocket.on('message', (data: Buffer | ArrayBuffer | Buffer[]) =>
        hear(Array.isArray(data) ? Buffer.concat(data).length : data.byteLength),
      ),
    onEnd: () => {},
    onClose: (leave) => void raw.once('close', leave),
    end: () => webSocket.close(1000),
    close: () => void raw.destroy(),
    reset: () => void raw.resetAndDestroy(),
  };
}
