/** Trains the packet model of the study without some of its inputs and tests it fairly: `npm run ablate -- --help`. */
import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { loadTfjs } from '../main/engine/load-tfjs';
import { openFolderOrExit } from './evaluation/labelled-folder';
import { ablationMarkdown, type Ablation, type AblationResult } from './evaluation/packet/ablation-text';
import { judgeByValue, judgeVariant } from './evaluation/packet/judge-variant';
import { measurePackets } from './evaluation/packet/packet-metrics';
import { readPacketRows } from './evaluation/packet/packet-rows';
import { ttlColumn, variants } from './evaluation/packet/packet-variants';
import { splitRows, splits, type Split } from './evaluation/packet/split-rows';
import { tellProgress } from './evaluation/tell-progress';
import { writeBetweenMarkers } from './evaluation/write-between-markers';
import { countingNumber, usualData, wholeNumber } from './option-values';

interface Options {
  readonly data: string;
  readonly packets: number;
  readonly epochs: number;
  readonly seed: number;
  readonly dryRun: boolean;
}

const { data, packets, epochs, seed, dryRun } = new Command('npm run ablate --')
  .description(
    'Trains the packet model with all inputs, without TTL, without id, without time and without any of the fields that tell hosts apart, tests each on packets, captures and sources it has not seen, and writes the table into models/packet/README.md and models/packet/ablations.json. The same seed gives the same figures on one machine.',
  )
  .option('--data <folder>', 'folder with captures/ and labels.json; or set KANARIA_DATA', usualData)
  .option('--packets <number>', 'of connections that do not mine, at most', countingNumber, 20_000)
  .option('--epochs <number>', 'passes over the data', countingNumber, 20)
  .option('--seed <number>', 'seed of weights, order and drawing', wholeNumber, 7)
  .option('--dry-run', 'only print', false)
  .parse()
  .opts<Options>();
openFolderOrExit(data);

const { tf } = await loadTfjs();
const rows = await readPacketRows(data, packets, seed);
const foldsOf: Record<Split, Uint8Array> = {
  packet: splitRows(rows, 'packet', seed),
  capture: splitRows(rows, 'capture', seed),
  source: splitRows(rows, 'source', seed),
};

const results: AblationResult[] = [];
let leftOut = new Float64Array(0);
for (const variant of variants) {
  const bySplit: Partial<Record<Split, ReturnType<typeof measurePackets>>> = {};
  for (const split of splits) {
    tellProgress(`${variant.name}, by ${split}`);
    const logits = await judgeVariant(tf, rows, foldsOf[split], variant, { seed, epochs });
    bySplit[split] = measurePackets(rows, logits);
    if (variant === variants[0] && split === 'source') leftOut = Float64Array.from(logits);
  }
  results.push({ name: variant.name, bySplit: bySplit as AblationResult['bySplit'] });
}
tellProgress('');

const measureTtl = (split: Split): ReturnType<typeof measurePackets> =>
  measurePackets(rows, judgeByValue(rows, foldsOf[split], ttlColumn));
const mining = rows.filter(({ label }) => label === 1);
const ablation: Ablation = {
  command: `npm run ablate -- --packets ${packets} --epochs ${epochs} --seed ${seed}`,
  packets: { mining: mining.length, others: rows.length - mining.length },
  variants: results,
  ttlAlone: {
    name: 'TTL alone, looked up in a table',
    bySplit: { packet: measureTtl('packet'), capture: measureTtl('capture'), source: measureTtl('source') },
  },
  bySource: [...new Set(mining.map(({ source }) => source))].map((source) => ({
    source,
    metrics: measurePackets(
      rows,
      leftOut.map((logit, at) => (rows[at].source === source ? logit : Number.NaN)),
    ),
  })),
};

const markdown = ablationMarkdown(ablation);
console.log(markdown);
if (!dryRun) {
  writeFileSync('models/packet/ablations.json', `${JSON.stringify(ablation, null, 2)}\n`);
  writeBetweenMarkers('models/packet/README.md', 'ablations', markdown);
}
