/** MariaDB: programs that follow its log of changes, dashboards that ask again and again, connections kept for later. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, runProgram, startProgram, startWriter, waitForPort } from './start-program';

export const mariadb: Service = {
  name: 'mariadb',
  weight: 4,
  doors: [
    ['plain', 3306],
    ['tls', 3306],
  ],
  programs: ['mariadbd', 'mariadb-install-db', 'mariadb', 'mariadb-binlog'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const data = join(folder, 'data');
    const door = join(folder, 'door');
    mkdirSync(data);
    const make = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
    await runProgram('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--user=root', ...make]);
    const users = join(folder, 'users.sql');
    const rights = "GRANT ALL ON *.* TO lab@'%' IDENTIFIED BY 'secret';";
    const tables = 'CREATE DATABASE lab; CREATE TABLE lab.ticks (at TIMESTAMP, note TEXT);';
    writeFileSync(users, `${rights}\n${tables.replaceAll('; ', ';\n')}\n`);
    const settings = {
      datadir: data,
      socket: door,
      user: 'root',
      'bind-address': '0.0.0.0',
      port: '3306',
      'init-file': users,
      'pid-file': join(folder, 'pid'),
      'log-bin': join(folder, 'log'),
      'server-id': '1',
      'binlog-format': random.pick(['ROW', 'MIXED', 'STATEMENT']),
      'ssl-cert': certificate,
      'ssl-key': key,
      'innodb-buffer-pool-size': '16M',
      'innodb-flush-log-at-trx-commit': '0',
      'max-connections': '300',
    };
    const options = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    startProgram('mariadbd', ['--no-defaults', '--skip-name-resolve', ...options]);
    await waitForPort(3306, 60_000);
    keepBusy(random, door);
  },
  async visit(place: ClientPlace) {
    const how = place.random.pick(['follows', 'follows', 'follows', 'watches', 'works'] as const);
    if (how === 'follows') await follow(place);
    else await ask(place, how === 'watches');
  },
};

/** The log from its beginning, then each change as it is made. */
async function follow(place: ClientPlace): Promise<void> {
  const { random, folder } = place;
  const id = `--stop-never-slave-server-id=${random.integer(1000, 1e9)}`;
  const stay = ['--read-from-remote-server', '--stop-never', id];
  const keep = random.chance(0.6) ? ['--raw', `--result-file=${folder}/`] : [];
  await runClient(place, 'mariadb-binlog', [...common(place), ...stay, ...keep, 'log.000001']);
}

async function ask(place: ClientPlace, isRegular: boolean): Promise<void> {
  const { random } = place;
  const query = random.pick(['SELECT 1', 'SHOW PROCESSLIST', 'SHOW GLOBAL STATUS', 'SELECT COUNT(*) FROM lab.ticks']);
  const everyMs = isRegular ? random.pick([1000, 5000, 10_000, 30_000, 60_000]) : random.logBetween(1000, 120_000);
  await runClient(place, 'mariadb', [...common(place), '--batch', '--unbuffered'], {}, async (say) => {
    do {
      const latest = `SELECT * FROM lab.ticks ORDER BY at DESC LIMIT ${random.integer(1, 40)}`;
      say(`${isRegular ? query : latest};\n`);
    } while (await place.pause(isRegular ? everyMs : random.exponential(everyMs)));
  });
}

function common({ address, port, isTls }: ClientPlace): string[] {
  const tls = isTls ? '--ssl' : '--skip-ssl';
  return ['--no-defaults', `--host=${address}`, `--port=${port}`, '--user=lab', '--password=secret', tls];
}

/** The application whose changes are followed. */
function keepBusy(random: Random, door: string): void {
  const line = ['--no-defaults', `--socket=${door}`, '--user=root', '--batch', '--unbuffered', 'lab'];
  const write = startWriter('mariadb', line);
  const meanMs = random.logBetween(2000, 60_000);
  const bytes = random.logBetween(10, 400);
  repeat(
    () => random.exponential(meanMs),
    () => {
      const note = random.text(Math.ceil(random.logNormal(bytes, 0.5)));
      write(`INSERT INTO ticks VALUES (NOW(), '${note}');\n`);
    },
  );
}
