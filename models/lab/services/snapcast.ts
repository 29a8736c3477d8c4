/** snapserver (music in many rooms): remote controls on its JSON-RPC, that ask, turn the volume, or hear of what others do. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawDelay, followHabits, type Habit } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openLocalLine, openTextLine } from './text-line';

const soundPort = 1704;
const mostRooms = 6;

export const snapcast: Service = {
  name: 'snapcast',
  weight: 4,
  doors: [['plain', 1705]],
  programs: ['snapserver'],
  async start({ folder, random }: ServerPlace) {
    const data = join(folder, 'data');
    mkdirSync(data);
    const settings = join(folder, 'snapserver.conf');
    const sources = ['radio', 'turntable', 'phone'].slice(0, random.integer(1, 3));
    const lines = [
      '[server]',
      `datadir = ${data}`,
      'threads = 1',
      '[http]',
      'enabled = false',
      '[tcp]',
      'bind_to_address = 0.0.0.0',
      'port = 1705',
      '[stream]',
      'bind_to_address = 127.0.0.1',
      `port = ${soundPort}`,
      ...sources.map((name) => `source = pipe://${join(folder, name)}?name=${name}`),
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    startProgram('snapserver', ['-c', settings], { env: { ...process.env, HOME: folder } });
    await waitForPort(1705);
    await waitForPort(soundPort);
    for (let room = 0; room < mostRooms; room++) if (room === 0 || random.chance(0.6)) addRoom(room);
    const line = openLocalLine(1705);
    line.onText(() => {});
    const meanMs = random.logBetween(2000, 60_000);
    repeat(
      () => random.exponential(meanMs),
      () => line.say(drawRequest(random, 1)),
    );
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    line.onText(() => {});
    let id = random.pick([0, 1, 1, random.integer(100, 30_000)]);
    const status = (): void => line.say(request(id++, 'Server.GetStatus'));
    const habits: Habit[] = [];
    if (random.chance(0.8)) status();
    if (random.chance(0.45)) {
      const everyMs = random.logBetween(500, 60_000);
      const asksLittle = random.chance(0.4);
      const ask = (): void => line.say(request(id++, 'Server.GetRPCVersion'));
      habits.push([() => random.about(everyMs, 0.01), asksLittle ? ask : status]);
    }
    if (random.chance(0.4)) habits.push([drawDelay(random, 3000, 120_000), () => line.say(drawRequest(random, id++))]);
    // Those who only listen stay for the same time.
    if (habits.length === 0) habits.push([() => 1000, () => {}]);
    await followHabits(place, line.isOpen, habits);
    line.leave();
  },
};

/** A loudspeaker of the site; the server remembers it for good. */
function addRoom(room: number): void {
  const hello = {
    Arch: 'x86_64',
    ClientName: 'Snapclient',
    HostName: `room${room}`,
    ID: roomId(room),
    Instance: 1,
    MAC: roomId(room),
    OS: 'Debian',
    SnapStreamProtocolVersion: 2,
    Version: '0.26.0',
  };
  const words = Buffer.from(JSON.stringify(hello));
  // Kind 5 is the greeting; size at 22, then a text with its length.
  const head = Buffer.alloc(30);
  head.writeUInt16LE(5);
  head.writeUInt32LE(words.length + 4, 22);
  head.writeUInt32LE(words.length, 26);
  const socket = connect(soundPort, '127.0.0.1');
  socket.on('error', () => {}).resume();
  socket.write(Buffer.concat([head, words]));
}

function roomId(room: number): string {
  return `02:00:00:00:00:0${room}`;
}

/** Turns a volume, mostly; a room that is not there gives an error. */
function drawRequest(random: Random, id: number): string {
  const room = roomId(random.chance(0.6) ? 0 : random.integer(0, mostRooms - 1));
  const volume = { muted: random.chance(0.1), percent: random.integer(0, 100) };
  return random.pick([
    request(id, 'Client.SetVolume', { id: room, volume }),
    request(id, 'Client.SetVolume', { id: room, volume }),
    request(id, 'Client.SetVolume', { id: room, volume }),
    request(id, 'Client.SetName', { id: room, name: random.text(random.integer(3, 12)) }),
    request(id, 'Client.SetLatency', { id: room, latency: random.integer(0, 200) }),
  ]);
}

function request(id: number, method: string, params?: object): string {
  return `${JSON.stringify({ id, jsonrpc: '2.0', method, params })}\r\n`;
}
