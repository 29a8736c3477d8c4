/** Counts TLS traits in labelled captures that are not mining: `npx tsx models/measure-tls-traits.ts --help`. */
import { join } from 'node:path';
import { Command } from 'commander';
import type { Connection } from '../shared/connection';
import { tlsTraitSchema, type EvidenceFact, type TlsTrait } from '../shared/evidence-fact';
import { FileSource } from '../main/capture/file-source';
import { analyzeSource } from '../main/engine/analyze-source';
import { loadModel } from '../main/engine/load-model';
import { shareUpperBound } from './evaluation/intervals';
import { openFolder, sourceOf } from './evaluation/labelled-folder';
import { markdownTable, percent, whole } from './evaluation/markdown-table';
import { tellProgress } from './evaluation/tell-progress';
import { writeBetweenMarkers } from './evaluation/write-between-markers';
import { usualData } from './option-values';
import { LabelIndex } from './training/labels';

interface Options {
  readonly data: readonly string[];
  readonly docs: boolean;
}

const { data, docs } = new Command('measure-tls-traits')
  .description(
    "Counts how often TLS connections that are not mining have the traits that count as evidence, as a Markdown table. Shares are of connections, with a bound (95 %, one-sided), and of captures, because one chatty program makes many connections. Miners' own shares can't be measured there: the labelled ones that mine over TLS are recorded without payload.",
  )
  .option('--data <folder...>', 'folder with labels.json or captures/labels.json', [usualData])
  .option('--docs', 'put the table into docs/evidence.md', false)
  .parse()
  .opts<Options>();

type TlsFact = Extract<EvidenceFact, { code: 'tls-hello' }>;

/** From this time on rhythm tells something, and a trait decides with it. */
const longMs = 60_000;

/** One row of the table. */
interface Tally {
  connections: number;
  long: number;
  readonly captures: Set<string>;
}

const tallies = new Map<string, Tally>();

function count(row: string, file: string, durationMs: number): void {
  const tally = tallies.get(row) ?? { connections: 0, long: 0, captures: new Set() };
  tallies.set(row, tally);
  tally.connections++;
  if (durationMs >= longMs) tally.long++;
  tally.captures.add(file);
}

function enter(connection: Connection, file: string): void {
  const fact = connection.evidence.map((each) => each.fact).find((each): each is TlsFact => each.code === 'tls-hello');
  if (fact === undefined) return;
  const enterRow = (row: string): void => count(row, file, connection.durationMs);
  // What was left out of a ClientHello is known only of a whole one.
  if (fact.ja4 !== null) enterRow('client');
  if (fact.certificate !== null) enterRow('server');
  for (const { trait } of fact.traits) enterRow(trait);
}

async function measure(folder: string): Promise<void> {
  const opened = openFolder(folder);
  if (opened.kind === 'no-labels') {
    process.stderr.write(`${opened.message} ${opened.remedy}\n`);
    process.exitCode = 1;
    return;
  }
  const model = loadModel('flow');
  for (const [at, capture] of opened.captures.entries()) {
    tellProgress(`${at + 1} of ${opened.captures.length}: ${capture.file}`);
    const labels = new LabelIndex(capture);
    await analyzeSource(new FileSource(join(opened.path, capture.file)), {
      model,
      onConnection: (connection) => {
        const { client, server } = connection;
        if (labels.find(client.address, client.port, server.address, server.port) !== null) return;
        enter(connection, `${sourceOf(capture)}/${capture.file}`);
      },
    });
  }
}

/** What speaks for mining is taken to be as common elsewhere as it may be, what speaks against it as rare. */
function bound(trait: TlsTrait, some: number, all: number): string {
  const inPercent = (share: number): string => `${(share * 100).toPrecision(3)} %`;
  return trait === 'web-protocol'
    ? `at least ${inPercent(1 - shareUpperBound(all - some, all))}`
    : `at most ${inPercent(shareUpperBound(some, all))}`;
}

function writeTable(): string {
  const rows = tlsTraitSchema.options.map((trait) => {
    const isServers = trait.endsWith('certificate') || trait === 'self-signed';
    const all = tallies.get(isServers ? 'server' : 'client');
    const those = tallies.get(trait);
    const cell = (some = 0, of = 0): string => `${some} of ${of}`;
    const share = (some = 0, of = 0): string => (of === 0 ? 'none' : percent(some / of));
    return [
      trait,
      cell(those?.connections, all?.connections),
      share(those?.connections, all?.connections),
      bound(trait, those?.connections ?? 0, all?.connections ?? 0),
      `${cell(those?.long, all?.long)} (${share(those?.long, all?.long)})`,
      `${cell(those?.captures.size, all?.captures.size)} (${share(those?.captures.size, all?.captures.size)})`,
    ];
  });
  const { connections = 0 } = tallies.get('client') ?? {};
  const { connections: certificates = 0 } = tallies.get('server') ?? {};
  return [
    `${whole(connections)} connections with a whole ClientHello, ${whole(certificates)} with a readable certificate, none of them mining.`,
    markdownTable(['trait', 'connections', 'share', 'bound', 'of those from 60 s on', 'captures'], rows),
  ].join('\n\n');
}

for (const folder of data) await measure(folder);
tellProgress('');
const table = writeTable();
if (docs) writeBetweenMarkers('docs/evidence.md', 'tls traits', table);
process.stdout.write(`${table}\n`);
