/** PostgreSQL: programs that listen for notices, dashboards that ask again and again, applications, a standby's log stream. */
import { copyFileSync, chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { startOnce } from './start-once';
import { runClient, runProgram, startProgram, startWriter, waitForPort } from './start-program';

const channels = ['jobs', 'prices', 'locks'];

const postgres: Service = {
  name: 'postgres',
  weight: 7,
  doors: [
    ['plain', 5432],
    ['tls', 5432],
  ],
  programs: ['initdb', 'postgres', 'psql', 'pg_receivewal'],
  start: startOnce(async ({ folder, random, certificate, key }: ServerPlace) => {
    const owner = userIds('postgres');
    const data = join(folder, 'data');
    mkdirSync(data);
    chownSync(folder, owner.uid, owner.gid);
    chownSync(data, owner.uid, owner.gid);
    await runProgram('initdb', ['-D', data, '-A', 'trust', '-U', 'lab', '-N'], { ...owner, cwd: folder });
    const ownKey = join(folder, 'key');
    copyFileSync(key, ownKey);
    chmodSync(ownKey, 0o600);
    chownSync(ownKey, owner.uid, owner.gid);
    writeFileSync(
      join(data, 'pg_hba.conf'),
      'local all all trust\nhost all all all trust\nhost replication all all trust\n',
    );
    const settings = {
      listen_addresses: '0.0.0.0',
      unix_socket_directories: folder,
      ssl: 'on',
      ssl_cert_file: certificate,
      ssl_key_file: ownKey,
      fsync: 'off',
      max_connections: '200',
      max_wal_senders: '50',
      max_replication_slots: '50',
      wal_level: 'logical',
      tcp_keepalives_idle: `${random.pick([0, 60, 300])}`,
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    startProgram('postgres', ['-D', data, ...options], { ...owner, cwd: folder });
    await waitForPort(5432);
    const write = startWriter('psql', ['-q', '-h', '127.0.0.1', '-U', 'lab', 'postgres']);
    write('create table if not exists ticks (at timestamptz default now(), note text);\n');
    // Receivers begin with the piece of the log that is being written: a new one, which is short.
    write('select pg_switch_wal();\n');
    for (const channel of channels) {
      const meanMs = random.logBetween(2000, 120_000);
      repeat(
        () => random.exponential(meanMs),
        () => {
          const note = random.text(random.integer(5, 300));
          write(`notify ${channel}, '${note}'; insert into ticks (note) values ('${note}');\n`);
        },
      );
    }
  }),
  async visit(place: ClientPlace) {
    const { random, folder } = place;
    const how = random.pick(['listens', 'listens', 'watches', 'watches', 'works', 'follows'] as const);
    if (how === 'follows') {
      const status = `${random.pick([1, 5, 10, 10, 30])}`;
      await runClient(place, 'pg_receivewal', ['-d', dsn(place), '-D', folder, '-s', status, '--no-password']);
      return;
    }
    await psql(place, async (say) => {
      if (how === 'listens') {
        say(`listen ${random.pick(channels)};\n`);
        const everyMs = random.pick([10_000, 30_000, 60_000, 300_000]);
        while (await place.pause(everyMs)) say('select 1;\n');
      } else if (how === 'watches') {
        const query = random.pick(['select count(*) from ticks', 'select * from pg_stat_activity', 'select now()']);
        const seconds = random.pick([1, 2, 5, 10, 30, 60]);
        say(`${query} \\watch ${seconds}\n`);
      } else {
        const burstMs = random.logBetween(500, 60_000);
        while (await place.pause(random.exponential(burstMs))) {
          for (let left = random.integer(1, 10); left > 0; left--)
            say(`select * from ticks order by at desc limit ${random.integer(1, 40)};\n`);
        }
      }
    });
  },
};

/** The log as it is written: whole, for an archive or a standby, or as the changes in it, for a pipeline of data. */
const postgresStream: Service = {
  name: 'postgres-stream',
  weight: 3,
  doors: [
    ['plain', 5432],
    ['tls', 5432],
  ],
  programs: [...postgres.programs, 'pg_recvlogical'],
  start: postgres.start,
  async visit(place: ClientPlace) {
    const { random, folder } = place;
    const common = ['-d', dsn(place), '-s', `${random.pick([1, 5, 10, 10, 10, 30, 60])}`, '--no-password'];
    if (random.chance(0.4)) {
      await runClient(place, 'pg_receivewal', [...common, '-D', folder]);
      return;
    }
    const slot = ['--slot', `s${random.text(8)}`, '--create-slot', '--start', '-P', 'test_decoding'];
    await runClient(place, 'pg_recvlogical', [...common, ...slot, '-f', '/dev/null']);
  },
};

export const postgresServices = [postgres, postgresStream];

function dsn({ address, port, isTls }: ClientPlace): string {
  return `host=${address} port=${port} user=lab dbname=postgres sslmode=${isTls ? 'require' : 'disable'}`;
}

async function psql(place: ClientPlace, feed: (say: (text: string) => boolean) => Promise<void>): Promise<void> {
  await runClient(place, 'psql', ['-q', '-d', dsn(place)], { env: { ...process.env, PAGER: 'cat' } }, feed);
}

function userIds(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const fields = line?.split(':') ?? [];
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}
