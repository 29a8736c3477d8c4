/** `node hold-sockets.mjs COUNT SECONDS`: holds COUNT connections to itself on loopback, says `ready`, and ends by itself. */
import { connect, createServer } from 'node:net';

const [count, seconds] = process.argv.slice(2).map(Number);
const server = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1', () => {
  let open = 0;
  for (let at = 0; at < count; at++) {
    const socket = connect(server.address().port, '127.0.0.1', () => {
      if (++open === count) console.log('ready');
    });
    socket.on('error', () => {});
  }
});
setTimeout(() => process.exit(0), seconds * 1000);
