/** Message brokers and a store: NATS, beanstalkd, memcached. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { drawRhythm } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startProgram, waitForPort } from './start-program';
import { openLocalLine, openTextLine } from './text-line';

const nats: Service = {
  name: 'nats',
  weight: 4,
  doors: [['plain', 4222]],
  programs: ['nats-server'],
  async start({ folder, random }: ServerPlace) {
    const settings = join(folder, 'nats.conf');
    writeFileSync(settings, `port: 4222\nhost: 0.0.0.0\nping_interval: "${random.pick([20, 30, 60, 120])}s"\n`);
    startProgram('nats-server', ['-c', settings]);
    await waitForPort(4222);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    line.onText((text) => {
      if (/^PING/m.test(text)) line.say('PONG\r\n');
    });
    await line.ask(
      `CONNECT {"verbose":false,"pedantic":false,"lang":"go","name":"${random.text(6)}"}\r\nPING\r\n`,
      /PONG/,
    );
    const subject = random.pick(['orders', 'metrics', 'events']);
    if (random.chance(0.6)) line.say(`SUB ${subject} 1\r\n`);
    const isQuiet = random.chance(0.3);
    const everyMs = random.logBetween(500, 120_000);
    const bytes = random.logBetween(10, 600);
    const delayMs = drawRhythm(random, everyMs, 0.5, 0.03);
    while (line.isOpen() && (await place.pause(delayMs()))) {
      const note = random.text(Math.round(random.logNormal(bytes, 0.3)));
      if (!isQuiet) line.say(`PUB ${subject} ${note.length}\r\n${note}\r\n`);
    }
    line.leave();
  },
};

const beanstalk: Service = {
  name: 'beanstalk',
  weight: 4,
  doors: [['plain', 11300]],
  programs: ['beanstalkd'],
  async start({ random }: ServerPlace) {
    startProgram('beanstalkd', ['-l', '0.0.0.0', '-p', '11300']);
    await waitForPort(11300);
    const line = openLocalLine(11300);
    const meanMs = random.logBetween(1000, 15_000);
    repeat(
      () => random.exponential(meanMs),
      () => {
        const job = random.text(random.integer(20, 500));
        line.say(`put 10 0 60 ${job.length}\r\n${job}\r\n`);
      },
    );
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    const seconds = random.pick([5, 10, 20, 30, 60]);
    if (random.chance(0.25)) {
      const everyMs = random.logBetween(1000, 30_000);
      while (line.isOpen() && (await place.pause(everyMs))) await line.ask('stats\r\n', /\n\r\n$/);
    }
    // A worker: asks for a job, does it, deletes it.
    while (line.isOpen() && place.leftMs() > 0) {
      const reserved = await line.ask(
        `reserve-with-timeout ${seconds}\r\n`,
        /RESERVED \d+ \d+\r\n[^\r]*\r\n|TIMED_OUT/,
        90_000,
      );
      const job = /RESERVED (\d+)/.exec(reserved)?.[1];
      if (job === undefined) continue;
      if (!(await place.pause(random.logNormal(400, 1)))) break;
      await line.ask(`delete ${job}\r\n`, /DELETED|NOT_FOUND/);
    }
    line.leave();
  },
};

const memcached: Service = {
  name: 'memcached',
  weight: 2,
  doors: [['plain', 11211]],
  programs: ['memcached'],
  async start() {
    startProgram('memcached', ['-u', 'nobody', '-l', '0.0.0.0', '-p', '11211', '-U', '0']);
    await waitForPort(11211);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    const everyMs = random.logBetween(200, 60_000);
    const asksStats = random.chance(0.3);
    const bytes = random.logBetween(10, 2000);
    while (line.isOpen() && (await place.pause(asksStats ? everyMs : random.exponential(everyMs)))) {
      const name = `key${random.integer(0, 50)}`;
      const value = random.text(Math.round(random.logNormal(bytes, 0.5)));
      if (asksStats) await line.ask('stats\r\n', /END\r\n/);
      else if (random.chance(0.3)) await line.ask(`set ${name} 0 0 ${value.length}\r\n${value}\r\n`, /STORED|ERROR/);
      else await line.ask(`get ${name}\r\n`, /END\r\n/);
    }
    line.leave();
  },
};

export const queueServices = [nats, beanstalk, memcached];
