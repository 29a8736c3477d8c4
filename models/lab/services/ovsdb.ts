/** The database of Open vSwitch (JSON-RPC, RFC 7047): monitors of its rows, locks, and a second server that follows it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../generator/random';
import { drawRhythm } from './habits';
import { repeat } from './repeat';
import type { ClientPlace, ServerPlace, Service } from './service';
import { runClient, runProgram, startProgram, waitForPort } from './start-program';

const plainPorts = [6640, 6641];
const tlsPort = 6643;
const portCount = 12;

const manyIntegers = { key: 'string', value: 'integer', min: 0, max: 'unlimited' };
const schema = {
  name: 'Lab',
  version: '1.0.0',
  tables: {
    Port: {
      columns: { name: { type: 'string' }, state: { type: 'string' }, statistics: { type: manyIntegers } },
      isRoot: true,
      indexes: [['name']],
    },
    // What the server listens on, as in the schema of the switch.
    Manager: {
      columns: { target: { type: 'string' }, inactivity_probe: { type: { key: 'integer', min: 0, max: 1 } } },
      isRoot: true,
    },
    Switch: {
      columns: {
        manager_options: { type: { key: { type: 'uuid', refTable: 'Manager' }, min: 0, max: 'unlimited' } },
      },
      isRoot: true,
    },
  },
};

export const ovsdb: Service = {
  name: 'ovsdb',
  weight: 4,
  doors: [
    ['plain', 6640],
    ['plain', 6641],
    ['tls', tlsPort],
  ],
  programs: ['ovsdb-server', 'ovsdb-client', 'ovsdb-tool'],
  async start({ folder, random, certificate, key }: ServerPlace) {
    const schemaFile = schemaOf(folder);
    writeFileSync(schemaFile, JSON.stringify(schema));
    const door = `unix:${join(folder, 'door')}`;
    const listen = [`--remote=p${door}`, '--remote=db:Lab,Switch,manager_options'];
    const tls = [`--private-key=${key}`, `--certificate=${certificate}`, '--ca-cert=none'];
    const data = await makeDatabase(folder, schemaFile);
    await runProgram('ovsdb-tool', ['transact', data, transaction(firstRows(random))]);
    startProgram('ovsdb-server', [...serverOptions(folder), ...listen, ...tls, data]);
    await waitForPort(plainPorts[0]);
    const periodMs = random.logBetween(2000, 60_000);
    repeat(drawRhythm(random, periodMs, 0.5, 0.01), () =>
      startProgram('ovsdb-client', ['transact', door, transaction(changedRows(random))]),
    );
  },
  async visit(place: ClientPlace) {
    const { address, port, isTls, random, folder, serverFolder, certificate, key } = place;
    const remote = `${isTls ? 'ssl' : 'tcp'}:${address}:${port}`;
    const tls = isTls ? [`--private-key=${key}`, `--certificate=${certificate}`, '--ca-cert=none'] : [];
    const how = random.pick(['watches', 'watches', 'watches', 'watches few', 'waits', 'follows'] as const);
    if (how === 'follows') {
      const source = [`--sync-from=${remote}`, `--remote=punix:${join(folder, 'door')}`];
      const data = await makeDatabase(folder, schemaOf(serverFolder));
      await runClient(place, 'ovsdb-server', [...serverOptions(folder), ...source, ...tls, data]);
      return;
    }
    const command = {
      watches: ['monitor', remote, 'Lab', 'Port'],
      'watches few': ['monitor', remote, 'Lab', 'Port', 'name,state'],
      waits: ['lock', remote, random.text(6)],
    }[how];
    await runClient(place, 'ovsdb-client', [...tls, ...command]);
  },
};

/** Makes an empty database in the folder; resolves to its file. */
async function makeDatabase(folder: string, schemaFile: string): Promise<string> {
  const data = join(folder, 'data');
  await runProgram('ovsdb-tool', ['create', data, schemaFile]);
  return data;
}

function serverOptions(folder: string): string[] {
  return [`--unixctl=${join(folder, 'control')}`, '--verbose=off', '--no-chdir'];
}

function transaction(operations: readonly object[]): string {
  return JSON.stringify(['Lab', ...operations]);
}

/** The ports of the switch, and the doors of the server; it asks silent clients of each whether they are there. */
function firstRows(random: Random): object[] {
  const ports = Array.from({ length: portCount }, (_, at) => ({
    op: 'insert',
    table: 'Port',
    row: { name: `port${at}`, state: 'up', statistics: drawStatistics(random) },
  }));
  const targets = [...plainPorts.map((port) => `ptcp:${port}:0.0.0.0`), `pssl:${tlsPort}:0.0.0.0`];
  const managers = targets.map((target, at) => ({
    op: 'insert',
    table: 'Manager',
    row: { target, inactivity_probe: random.pick([0, 5000, 5000, 10_000, 30_000, 60_000]) },
    'uuid-name': `manager${at}`,
  }));
  const options = ['set', targets.map((_, at) => ['named-uuid', `manager${at}`])];
  return [...ports, ...managers, { op: 'insert', table: 'Switch', row: { manager_options: options } }];
}

function changedRows(random: Random): object[] {
  const row = random.chance(0.15) ? { state: random.pick(['up', 'down']) } : { statistics: drawStatistics(random) };
  const where = [['name', '==', `port${random.integer(0, portCount - 1)}`]];
  return [{ op: 'update', table: 'Port', where, row }];
}

function drawStatistics(random: Random): unknown[] {
  const names = ['rx_packets', 'rx_bytes', 'tx_packets', 'tx_bytes', 'rx_errors'];
  return ['map', names.map((name) => [name, random.integer(0, 1e9)])];
}

function schemaOf(folder: string): string {
  return join(folder, 'lab.ovsschema');
}
