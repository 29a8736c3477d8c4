/** Mumble's server: people in a voice channel, mostly silent, who write now and then; every client pings each few seconds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawDelay, drawWords, followHabits, type Habit } from './habits';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

/** Kinds of messages, as in Mumble.proto. */
const kinds = { version: 0, tunnelledVoice: 1, authenticate: 2, ping: 3, userState: 9, textMessage: 11 };
const version = 0x01_03_04;
const opusPacket = 4 << 5;

export const mumble: Service = {
  name: 'mumble',
  weight: 3,
  doors: [['tls', 64738]],
  programs: ['murmurd'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const settings = join(folder, 'mumble.ini');
    const lines = [
      `database=${join(folder, 'data.sqlite')}`,
      `logfile=${join(folder, 'log')}`,
      `pidfile=${join(folder, 'pid')}`,
      // As it was started; else it becomes a user who may not write here.
      'uname=root',
      'host=0.0.0.0',
      'port=64738',
      'users=200',
      'bonjour=False',
      'autobanAttempts=0',
      `welcometext=${random.text(random.integer(10, 300))}`,
      `sslCert=${certificate}`,
      `sslKey=${key}`,
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    startProgram('murmurd', ['-fg', '-ini', settings], { env: { ...process.env, HOME: folder } });
    await waitForPort(64738);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    const release = random.pick(['1.3.4', 'Mumla', 'Plumble 3.3.0']);
    line.say(
      message(kinds.version, number(1, version), text(2, release), text(3, random.pick(['X11', 'Android', 'Win']))),
    );
    const isOpus = number(5, 1);
    line.say(message(kinds.authenticate, text(1, `user-${random.text(random.integer(3, 9))}`), isOpus));
    const pingMs = random.pick([5000, 5000, 5000, 10_000, 15_000]);
    let pings = 0;
    const ping = (): void =>
      line.say(message(kinds.ping, number(1, Math.round(performance.now() * 1000)), number(2, pings++)));
    const write = (): void => line.say(message(kinds.textMessage, number(3, 0), text(5, drawWords(random))));
    const mute = (): void => line.say(message(kinds.userState, number(9, random.integer(0, 1))));
    const habits: Habit[] = [[() => random.about(pingMs, 0.002), ping]];
    if (random.chance(0.5)) habits.push([drawDelay(random, 10_000, 300_000), write]);
    if (random.chance(0.3)) habits.push([drawDelay(random, 20_000, 300_000), mute]);
    if (random.chance(0.15)) habits.push([drawDelay(random, 20_000, 120_000), () => void speak(place, line.say)]);
    await followHabits(place, line.isOpen, habits);
    line.leave();
  },
};

/** Some seconds of voice, 20 ms a packet, through TCP as where UDP is blocked. */
async function speak(place: ClientPlace, say: (voice: Buffer) => void): Promise<void> {
  const { random } = place;
  const packets = random.integer(20, 200);
  for (let at = 0; at < packets && (await place.pause(20)); at++) {
    const sound = Buffer.from(random.text(random.integer(30, 90)));
    const voice = Buffer.concat([Buffer.from([opusPacket]), variable(at & 127), variable(sound.length), sound]);
    say(frame(kinds.tunnelledVoice, voice));
  }
}

function message(kind: number, ...fields: readonly Buffer[]): Buffer {
  return frame(kind, Buffer.concat(fields));
}

function frame(kind: number, body: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt16BE(kind);
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** A whole number in Protocol Buffers. */
function number(field: number, value: number): Buffer {
  return Buffer.concat([variable(field * 8), variable(value)]);
}

function text(field: number, value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([variable(field * 8 + 2), variable(bytes.length), bytes]);
}

function variable(value: number): Buffer {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}
