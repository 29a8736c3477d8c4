/** Measures the product against miners that hide: `npm run adversarial -- --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { loadModel } from '../../main/engine/load-model';
import { commandLine, countingNumber, usualData, wholeNumber } from '../option-values';
import { adversaries } from './adversaries';
import { adversaryFigures, adversaryTable, adversaryTableByKind, type AdversaryResult } from './adversary-table';
import { createBook, tallyBy, type Origin } from './book';
import { figuresOf } from './figures';
import { flawTable, type FlawResult } from './flaw-table';
import { flaws } from './flaws';
import { chooseMiners, makeMiners } from './generated-miners';
import { judgeCaptures } from './judge-captures';
import { openFolderOrExit, type LabelledFolder } from './labelled-folder';
import { judgeMiners } from './miner';
import { readRealTalks, remakeMiners } from './real-miners';
import { tellProgress } from './tell-progress';
import { writeBetweenMarkers } from './write-between-markers';

interface Options {
  readonly miners: number;
  readonly seed: number;
  readonly data: string;
  readonly lab: readonly string[];
  readonly out: string;
  readonly docs: boolean;
}

const { miners, seed, data, lab, out, docs } = new Command('npm run adversarial --')
  .description(
    'Measures recall, from headers alone and at the shipped thresholds, of the same miners with and without each disguise, and what flaws of a recording cost.',
  )
  .option('--miners <number>', 'generated miners of 60 s or longer', countingNumber, 500)
  .option('--seed <number>', 'seed of the miners; training uses others', wholeNumber, 2_000_003)
  .option(
    '--data <folder>',
    'labelled captures, whose sessions are disguised and which are spoilt too; or set KANARIA_DATA; "" for none',
    usualData,
  )
  .option('--lab <folder...>', 'captures recorded in a laboratory, which are spoilt too', [])
  .option('--out <folder>', 'folder for adversarial.md and adversarial.json', '.cache/evaluation')
  .option('--docs', 'put the tables into docs/evaluation.md', false)
  .parse()
  .opts<Options>();

/** Real sessions shorter than this say little when their messages are moved by seconds. */
const leastRealSeconds = 30;
const model = loadModel('flow');
const realFolders = data === '' ? [] : [openFolderOrExit(data)];
const labFolders = lab.map(openFolderOrExit);

const seeds = chooseMiners(miners, seed);
const generated: AdversaryResult[] = [];
for (const adversary of adversaries) {
  tellProgress(`generated miners: ${adversary.name}`);
  generated.push({ adversary, miners: await judgeMiners(makeMiners(seeds, adversary), model) });
}

const real: AdversaryResult[] = [];
for (const folder of realFolders) {
  const talks = await readRealTalks(folder, leastRealSeconds, model);
  for (const adversary of adversaries.filter(({ reconnectSeconds }) => reconnectSeconds === undefined)) {
    tellProgress(`real sessions: ${adversary.name}`);
    real.push({ adversary, miners: await judgeMiners(remakeMiners(talks, adversary, seed), model) });
  }
}
const realRecordings = await spoilAll('real', realFolders);
const labRecordings = await spoilAll('lab', labFolders);
tellProgress('');

const command = commandLine('adversarial');
const report = [
  `\`${command}\``,
  `${generated[0].miners.length} generated miners of 60 s or longer, each with and without the disguise. One that reconnects is found if one of its connections is.`,
  adversaryTable(generated),
  ...(real.length === 0
    ? []
    : [
        `The messages of ${real[0].miners.length} real sessions of ${leastRealSeconds} s or longer, carried by TCP anew over a made-up network. The shipped model was trained on these sessions without a disguise.`,
        adversaryTable(real),
        'All real captures with a flaw put into each, by headers alone; the shipped model was trained on them without it.',
        flawTable(realRecordings),
      ]),
  ...(labRecordings.length === 0
    ? []
    : [`${lab.length} recordings of the lab with such flaws; no model was trained on them.`, flawTable(labRecordings)]),
].join('\n\n');
const byKind = ['', 'Called mining, by kind:', adversaryTableByKind(generated)];
if (real.length > 0) byKind.push(adversaryTableByKind(real));

mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'adversarial.md'), `${report}\n${byKind.join('\n\n')}\n`);
const json = {
  schema: 'kanaria/adversarial@2',
  command,
  model: { name: model.name, version: model.version, sha256: model.sha256 },
  generated: generated.map(adversaryFigures),
  real: real.map(adversaryFigures),
  recordings: { real: realRecordings, lab: labRecordings },
};
writeFileSync(join(out, 'adversarial.json'), `${JSON.stringify(json, null, 1)}\n`);
if (docs) writeBetweenMarkers('docs/evaluation.md', 'adversarial', report);
console.log(report);

/** The figures of all captures of the folders, once for each flaw. */
async function spoilAll(origin: Origin, folders: readonly LabelledFolder[]): Promise<FlawResult[]> {
  const results: FlawResult[] = [];
  if (folders.length === 0) return results;
  for (const flaw of flaws) {
    const book = createBook();
    for (const folder of folders) {
      tellProgress(`flawed recordings (${origin}): ${flaw.name}`);
      await judgeCaptures(folder, origin, { model, isHeadersOnly: true, flaw }, book);
    }
    const [tally] = tallyBy(book.groups, () => '').values();
    results.push({ name: flaw.name, figures: figuresOf(tally) });
  }
  return results;
}
