/** gpsd: clients that are told where the receiver is, each second, or that ask every so often. */
import { createServer, type Socket } from 'node:net';
import type { Random } from '../../generator/random';
import { listenLocally } from './listen-locally';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

export const gpsd: Service = {
  name: 'gpsd',
  weight: 2,
  doors: [['plain', 2947]],
  programs: ['gpsd'],
  async start({ random }: ServerPlace) {
    const receiver = await startReceiver(random);
    startProgram('gpsd', ['-N', '-n', '-G', '-S', '2947', `tcp://127.0.0.1:${receiver}`]);
    await waitForPort(2947);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    const how = random.pick(['json', 'json', 'nmea', 'asks', 'waits'] as const);
    const everyMs = random.pick([1000, 2000, 5000, 10_000, 30_000, 60_000]);
    // The words of gpspipe and of libgps.
    const options = { json: ',"json":true', nmea: ',"nmea":true', asks: '', waits: null }[how];
    if (options !== null) line.say(`?WATCH={"enable":true${options}};\r\n`);
    while (line.isOpen() && (await place.pause(everyMs))) {
      if (how === 'asks') line.say('?POLL;\r\n');
      else if (how === 'waits') line.say('?DEVICES;\r\n');
    }
    line.leave();
  },
};

/** A receiver of the site: sentences in NMEA 0183, about each second; resolves to its port. */
async function startReceiver(random: Random): Promise<number> {
  const listeners = new Set<Socket>();
  const server = createServer((socket) => {
    listeners.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => void listeners.delete(socket));
  });
  const port = await listenLocally(server);
  const periodMs = random.pick([200, 1000, 1000, 1000, 5000]);
  let minutesNorth = random.between(0, 59);
  repeat(
    () => periodMs,
    () => {
      minutesNorth = (minutesNorth + random.between(0, 0.01)) % 60;
      const text = sentences(random, new Date(), minutesNorth);
      for (const listener of listeners) listener.write(text);
    },
  );
  return port;
}

function sentences(random: Random, now: Date, minutesNorth: number): string {
  const [year, month, day, hour, minute, second] = now.toISOString().split(/[-T:Z]/);
  const time = `${hour}${minute}${Number(second).toFixed(2).padStart(5, '0')}`;
  const where = `52${minutesNorth.toFixed(4).padStart(7, '0')},N,00500.1234,E`;
  const knots = random.between(0, 12).toFixed(1);
  return [
    `GPGGA,${time},${where},1,08,1.1,12.${random.integer(0, 9)},M,46.9,M,,`,
    `GPGSA,A,3,04,05,09,12,17,24,25,29,,,,,2.0,1.1,1.7`,
    `GPRMC,${time},A,${where},${knots},084.4,${day}${month}${year.slice(2)},,,A`,
  ]
    .map((body) => `$${body}*${checksum(body)}\r\n`)
    .join('');
}

function checksum(body: string): string {
  const sum = Buffer.from(body).reduce((all, byte) => all ^ byte, 0);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}
