/**
 * A client of a made-up pool, on loopback unless a host is given: `node pool-client.mjs PORT miner|chat [HOST]`. The miner
 * logs in, answers each job with made-up shares and keeps half a core busy; nothing is hashed. The chat says as much as often,
 * in other words, and idles. Ends by itself.
 */
import { connect } from 'node:net';

const [port, kind, host = '127.0.0.1'] = process.argv.slice(2);
const lifeMs = 180_000;
const sliceMs = 50;
const socket = connect(Number(port), host);
const isMiner = kind === 'miner';
const say = (message) => socket.write(`${JSON.stringify(message)}\n`);

socket.on('connect', () => {
  if (isMiner) {
    say({
      id: 1,
      jsonrpc: '2.0',
      method: 'login',
      params: { login: '4'.padEnd(95, 'A'), pass: 'x', agent: 'worker/1.0' },
    });
  } else say({ room: 'kitchen', from: 'me', text: 'hello'.padEnd(120, '.') });
});
let count = 0;
const talk = setInterval(() => {
  count++;
  const result = String(count).padStart(64, '0');
  if (isMiner)
    say({
      id: count + 1,
      jsonrpc: '2.0',
      method: 'submit',
      params: { id: 'abcd', job_id: '7', nonce: '0a0b0c0d', result },
    });
  else say({ room: 'kitchen', from: 'me', text: `${count}`.padEnd(130, '.') });
}, 4000);
const beganMs = performance.now();
const usedMs = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
// Half of the processor time that passed, also where others leave it less at times; never so long that nothing is said.
const work = isMiner
  ? setInterval(() => {
      const end = performance.now() + sliceMs * 4;
      while (usedMs() < (performance.now() - beganMs) / 2 && performance.now() < end);
    }, sliceMs)
  : null;

const end = () => {
  clearInterval(talk);
  if (work !== null) clearInterval(work);
  socket.destroy();
};
socket.on('close', end);
socket.on('error', end);
setTimeout(end, lifeMs).unref();
