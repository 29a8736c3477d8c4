/**
 * `node open-briefly.mjs COUNT SECONDS`: opens COUNT connections to itself on loopback spread over SECONDS, each for 1 to 2 s,
 * and prints the ports of each, `CLIENT SERVER`, as it is open.
 */
import { connect, createServer } from 'node:net';

const [count, seconds] = process.argv.slice(2).map(Number);
let left = count;
const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  for (let at = 0; at < count; at++) {
    setTimeout(
      () => {
        const socket = connect(port, '127.0.0.1', () => {
          console.log(`${socket.localPort} ${port}`);
          setTimeout(() => socket.destroy(), 1000 + Math.random() * 1000);
        });
        socket.on('close', () => --left === 0 && process.exit(0));
        socket.on('error', () => {});
      },
      (at / count) * seconds * 1000,
    );
  }
});
