/** mpd, a player of music that plays into nothing: remote controls that wait for changes, that poll, or that only ping. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../generator/random';
import { drawDelay, followHabits, type Habit } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openLocalLine, openTextLine, type TextLine } from './text-line';

const done = /(^|\n)(OK|ACK [^\n]*)\n$/;

export const mpd: Service = {
  name: 'mpd',
  weight: 4,
  doors: [['plain', 6600]],
  programs: ['mpd'],
  async start({ folder, random }: ServerPlace) {
    const music = join(folder, 'music');
    mkdirSync(music);
    const songs = random.integer(3, 9);
    for (let at = 0; at < songs; at++) writeFileSync(join(music, `${at} ${random.text(8)}.wav`), makeSong(random));
    const settings = join(folder, 'mpd.conf');
    const lines = [
      `music_directory "${music}"`,
      `db_file "${join(folder, 'database')}"`,
      'bind_to_address "0.0.0.0"',
      'port "6600"',
      'zeroconf_enabled "no"',
      'max_connections "200"',
      `connection_timeout "${random.pick([60, 120, 600])}"`,
      'audio_output {',
      'type "null"',
      'name "nothing"',
      'mixer_type "software"',
      '}',
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    startProgram('mpd', ['--no-daemon', settings], { env: { ...process.env, HOME: folder } });
    await waitForPort(6600);
    const line = openLocalLine(6600);
    await line.ask('update\n', done);
    while (/^updating_db/m.test(await line.ask('status\n', done))) await sleep(200);
    await line.ask('command_list_begin\nadd /\nrepeat 1\nplay\ncommand_list_end\n', done);
    const meanMs = random.logBetween(2000, 60_000);
    repeat(
      // Whoever is silent for a minute is cut off.
      () => Math.min(50_000, random.exponential(meanMs)),
      () => void line.ask(drawCommand(random), done).catch(() => undefined),
    );
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    await line.ask('', /^OK MPD .*\n/);
    const how = random.pick(['waits', 'waits', 'waits', 'polls', 'polls', 'pings'] as const);
    if (how === 'waits') await waitForEvents(place, line);
    else {
      const everyMs = how === 'polls' ? random.logBetween(300, 10_000) : random.logBetween(2000, 50_000);
      const words = how === 'polls' ? random.pick(['status\n', 'status\n', listOf('status', 'currentsong')]) : 'ping\n';
      while (line.isOpen() && (await place.pause(random.about(everyMs, 0.02)))) await line.ask(words, done);
    }
    line.leave();
  },
};

/** Asks what is new after each event; some leave the wait to do something, or to show that they are there. */
async function waitForEvents(place: ClientPlace, line: TextLine): Promise<void> {
  const { random } = place;
  const idle = random.pick(['idle\n', 'idle\n', 'idle player mixer\n', 'idle player mixer playlist options\n']);
  const questions = random.pick([
    ['status\n', 'currentsong\n'],
    ['status\n', 'currentsong\n'],
    [listOf('status', 'currentsong')],
    ['status\n'],
    ['status\n', 'stats\n', 'playlistinfo\n'],
  ]);
  const leaveWait = (): void => line.say('noidle\n');
  const command = random.chance(0.4);
  const habits: Habit[] = [];
  if (random.chance(0.6)) habits.push([drawDelay(random, 5000, 120_000), leaveWait]);
  const wait = async (): Promise<void> => {
    while (line.isOpen() && place.leftMs() > 0) {
      const over = await line.ask(idle, done, Math.max(1, place.leftMs())).catch(() => null);
      if (over === null) break;
      if (over === 'OK\n' && command) await line.ask(drawCommand(random), done);
      for (const question of questions) await line.ask(question, done);
    }
  };
  await Promise.all([wait(), followHabits(place, line.isOpen, habits)]);
}

function listOf(...commands: readonly string[]): string {
  return `command_list_begin\n${commands.join('\n')}\ncommand_list_end\n`;
}

function drawCommand(random: Random): string {
  const volume = `setvol ${random.integer(0, 100)}\n`;
  return random.pick([volume, volume, volume, 'next\n', 'next\n', 'previous\n', 'pause\n', 'play\n', 'random 1\n']);
}

/** Noise or a hum of some minutes, 8-bit mono, with a title. */
function makeSong(random: Random): Buffer {
  const rate = 8000;
  const sound = Buffer.alloc(rate * Math.round(random.logBetween(15, 240)), 128);
  const step = random.between(0.1, 1.5);
  for (let at = 0; at < sound.length; at++) sound[at] = 128 + Math.round(60 * Math.sin(at * step));
  const format = Buffer.alloc(16);
  format.writeUInt32LE(0x0001_0001);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate, 8);
  format.writeUInt32LE(0x0008_0001, 12);
  const words = (most: number): Buffer => Buffer.from(random.text(2 * random.integer(2, most)));
  const tags = [chunk('INAM', words(12)), chunk('IART', words(10)), chunk('IPRD', words(10))];
  const info = chunk('LIST', Buffer.from('INFO'), ...tags);
  return chunk('RIFF', Buffer.from('WAVE'), chunk('fmt ', format), info, chunk('data', sound));
}

function chunk(name: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.from(`${name}0000`);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
