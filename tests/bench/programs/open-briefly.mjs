/**
 * `node open-briefly.mjs PORT COUNT SECONDS`: opens COUNT connections spread over SECONDS, each for 1 to 2 s, and prints the
 * local port of each as it is open.
 */
import { connect } from 'node:net';

const [port, count, seconds] = process.argv.slice(2).map(Number);
let left = count;
for (let at = 0; at < count; at++) {
  setTimeout(
    () => {
      const socket = connect(port, '127.0.0.1', () => {
        console.log(socket.localPort);
        setTimeout(() => socket.destroy(), 1000 + Math.random() * 1000);
      });
      socket.on('close', () => --left === 0 && process.exit(0));
      socket.on('error', () => {});
    },
    (at / count) * seconds * 1000,
  );
}
