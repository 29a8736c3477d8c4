/** Asks a real proxy for a connection: SOCKS5 (RFC 1928) or HTTP CONNECT (RFC 9110, 9.3.6). */
import type { Socket } from 'node:net';
import type { ProxyStop } from '../plan/conversation';

/** Resolves when the proxy has connected; rejects where it says no. What comes afterwards stays in the socket. */
export async function greetProxy(socket: Socket, kind: ProxyStop['kind'], host: string, port: number): Promise<void> {
  if (kind === 'connect') {
    socket.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`);
    const head = await readUntil(socket, (bytes) => {
      const end = bytes.indexOf('\r\n\r\n');
      return end < 0 ? null : end + 4;
    });
    if (!/^HTTP\/1\.\d 200/.test(head.toString('latin1'))) throw new Error('The proxy refused.');
    return;
  }
  socket.write(Uint8Array.of(5, 1, 0));
  await readUntil(socket, (bytes) => (bytes.length < 2 ? null : 2));
  const name = Buffer.from(host, 'latin1');
  socket.write(Buffer.concat([Uint8Array.of(5, 1, 0, 3, name.length), name, Uint8Array.of(port >>> 8, port & 255)]));
  const answer = await readUntil(socket, (bytes) => {
    if (bytes.length < 5) return null;
    const length = bytes[3] === 1 ? 10 : bytes[3] === 4 ? 22 : 7 + bytes[4];
    return bytes.length < length ? null : length;
  });
  if (answer[1] !== 0) throw new Error('The proxy refused.');
}

/** Reads until `lengthOf` knows the length of the answer; gives back what is beyond it. */
function readUntil(socket: Socket, lengthOf: (bytes: Buffer) => number | null): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes: Buffer = Buffer.alloc(0);
    const settle = (): void => {
      socket.off('readable', read);
      socket.off('close', fail);
    };
    const fail = (): void => {
      settle();
      reject(new Error('The proxy closed.'));
    };
    const read = (): void => {
      for (let piece = socket.read() as Buffer | null; piece !== null; piece = socket.read() as Buffer | null) {
        bytes = Buffer.concat([bytes, piece]);
        const length = lengthOf(bytes);
        if (length === null) continue;
        settle();
        if (bytes.length > length) socket.unshift(bytes.subarray(length));
        resolve(bytes.subarray(0, length));
        return;
      }
    };
    socket.on('readable', read);
    socket.once('close', fail);
    read();
  });
}
