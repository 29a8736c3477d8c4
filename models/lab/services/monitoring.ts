/** What watches machines: Prometheus' exporter, Network UPS Tools, munin, logs sent to a collector. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, startProgram, waitForPort } from './start-program';
import { openTextLine } from './text-line';

const exporter: Service = {
  name: 'exporter',
  weight: 3,
  doors: [['plain', 9100]],
  programs: ['prometheus-node-exporter', 'curl'],
  async start() {
    startProgram('prometheus-node-exporter', ['--web.listen-address=0.0.0.0:9100', '--log.level=error']);
    await waitForPort(9100);
  },
  async visit(place: ClientPlace) {
    const { address, port, clientAddress, random } = place;
    const perHour = 3600 / random.pick([5, 10, 15, 15, 30, 60]);
    const compressed = random.chance(0.5) ? ['--compressed'] : [];
    const url = `http://${address}:${port}/metrics?n=[1-100000]`;
    const options = ['-s', '--interface', clientAddress, '-o', '/dev/null', '-A', 'Prometheus/2.45.0', ...compressed];
    await runClient(place, 'curl', [...options, '--rate', `${perHour}/h`, url]);
  },
};

/** A battery for all machines, which asks of its state every few seconds. */
const ups: Service = {
  name: 'ups',
  weight: 4,
  doors: [['plain', 3493]],
  programs: ['upsd', 'dummy-ups'],
  async start({ folder }: ServerPlace) {
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o640 });
    const values = ['ups.status: OL', 'battery.charge: 100', 'input.voltage: 230.1', 'ups.load: 21', 'ups.mfr: Lab'];
    write('lab.dev', `${values.join('\n')}\n`);
    write('ups.conf', `[lab]\ndriver = dummy-ups\nport = ${join(folder, 'lab.dev')}\n`);
    write('upsd.conf', 'LISTEN 0.0.0.0 3493\n');
    write('upsd.users', '[watcher]\npassword = secret\nupsmon secondary\n');
    const env = { ...process.env, NUT_CONFPATH: folder, NUT_STATEPATH: folder, NUT_ALTPIDPATH: folder };
    mkdirSync('/run/nut', { recursive: true });
    startProgram('dummy-ups', ['-a', 'lab', '-u', 'root', '-D'], { env });
    startProgram('upsd', ['-u', 'root', '-D'], { env });
    await waitForPort(3493);
  },
  async visit(place: ClientPlace) {
    const { random } = place;
    const line = await openTextLine(place);
    await line.ask('USERNAME watcher\n', /OK\n/);
    await line.ask('PASSWORD secret\n', /OK\n/);
    await line.ask('LOGIN lab\n', /OK\n|ERR/);
    const everyMs = random.pick([2000, 5000, 5000, 10_000, 15_000, 30_000]);
    const asksAll = random.chance(0.3);
    while (line.isOpen() && (await place.pause(random.about(everyMs, 0.001)))) {
      if (asksAll) await line.ask('LIST VAR lab\n', /END LIST VAR|ERR/);
      else await line.ask('GET VAR lab ups.status\n', /VAR lab|ERR/);
    }
    if (line.isOpen() && random.chance(0.6)) line.say('LOGOUT\n');
    line.leave();
  },
};

/** Lines of a log as they are written; the collector says nothing. */
const logs: Service = {
  name: 'logs',
  weight: 3,
  doors: [['plain', 514]],
  programs: ['rsyslogd', 'logger'],
  async start({ folder }: ServerPlace) {
    const settings = join(folder, 'rsyslog.conf');
    writeFileSync(
      settings,
      `global(workDirectory="${folder}")\nmodule(load="imtcp")\ninput(type="imtcp" port="514")\n*.* action(type="omfile" file="/dev/null")\n`,
    );
    startProgram('rsyslogd', ['-n', '-f', settings, '-i', join(folder, 'pid')]);
    await waitForPort(514);
  },
  async visit(place: ClientPlace) {
    const { address, port, random } = place;
    const meanMs = random.logBetween(300, 60_000);
    const bytes = random.logBetween(30, 500);
    await runClient(place, 'logger', ['-T', '-n', address, '-P', `${port}`, '-t', random.text(6)], {}, async (say) => {
      do say(`${random.text(Math.round(random.logNormal(bytes, 0.5)))}\n`);
      while (await place.pause(random.exponential(meanMs)));
    });
  },
};

export const monitoringServices = [exporter, ups, logs];
