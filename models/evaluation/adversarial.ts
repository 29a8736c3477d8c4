/** Measures the product against miners that hide: `npm run adversarial -- --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel } from '../../main/engine/load-model';
import { adversaries } from './adversaries';
import { adversaryFigures, adversaryTable, adversaryTableByKind, type AdversaryResult } from './adversary-table';
import { createBook, tallyBy } from './book';
import { figuresOf } from './figures';
import { flawTable, type FlawResult } from './flaw-table';
import { flaws } from './flaws';
import { chooseMiners, makeMiners } from './generated-miners';
import { judgeCaptures } from './judge-captures';
import { openFolder } from './labelled-folder';
import { judgeMiners } from './miner';
import { readRealTalks, remakeMiners } from './real-miners';
import { tellProgress } from './tell-progress';
import { writeBetweenMarkers } from './write-between-markers';

const help = `Measures recall, from headers alone and at the shipped thresholds, of the same miners with and without each disguise,
and what flaws of a recording cost.

  npm run adversarial -- [--miners N] [--seed N] [--data FOLDER] [--out FOLDER] [--docs]

  --miners  generated miners of 60 s or longer (default 500)
  --seed    of the miners (default 2000003; training uses others)
  --data    folder of labelled captures, whose sessions are disguised and which are spoilt too (default: $KANARIA_DATA or ../shared/data;
            "" for none)
  --out     folder for adversarial.md and adversarial.json (default .cache/evaluation)
  --docs    put the tables into docs/evaluation.md`;

const { values } = parseArgs({
  options: {
    miners: { type: 'string', default: '500' },
    seed: { type: 'string', default: '2000003' },
    data: { type: 'string', default: process.env['KANARIA_DATA'] ?? '../shared/data' },
    out: { type: 'string', default: '.cache/evaluation' },
    docs: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

/** Real sessions shorter than this say little when their messages are moved by seconds. */
const leastRealSeconds = 30;
const model = loadModel('flow');
const seed = Number(values.seed);

const seeds = chooseMiners(Number(values.miners), seed);
const generated: AdversaryResult[] = [];
for (const adversary of adversaries) {
  tellProgress(`generated miners: ${adversary.name}`);
  generated.push({ adversary, miners: await judgeMiners(makeMiners(seeds, adversary), model) });
}

const real: AdversaryResult[] = [];
const recordings: FlawResult[] = [];
if (values.data !== '') {
  const folder = openFolder(values.data);
  if (folder.kind !== 'labelled') {
    console.error(`${folder.message} ${folder.remedy}`);
    process.exit(2);
  }
  const talks = await readRealTalks(folder, leastRealSeconds, model);
  for (const adversary of adversaries.filter(({ reconnectSeconds }) => reconnectSeconds === undefined)) {
    tellProgress(`real sessions: ${adversary.name}`);
    real.push({ adversary, miners: await judgeMiners(remakeMiners(talks, adversary, seed), model) });
  }
  for (const flaw of flaws) {
    tellProgress(`flawed recordings: ${flaw.name}`);
    const book = createBook();
    await judgeCaptures(folder, 'real', { model, isHeadersOnly: true }, book, undefined, flaw);
    const [tally] = tallyBy(book.groups, () => '').values();
    recordings.push({ name: flaw.name, figures: figuresOf(tally) });
  }
}
tellProgress('');

const given = process.argv.slice(2).filter((argument) => argument !== '--docs');
const command = ['npm run adversarial', ...(given.length > 0 ? ['--', ...given] : [])].join(' ');
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
        flawTable(recordings),
      ]),
].join('\n\n');
const byKind = ['', 'Called mining, by kind:', adversaryTableByKind(generated)];
if (real.length > 0) byKind.push(adversaryTableByKind(real));

mkdirSync(values.out, { recursive: true });
writeFileSync(join(values.out, 'adversarial.md'), `${report}\n${byKind.join('\n\n')}\n`);
const json = {
  schema: 'kanaria/adversarial@1',
  command,
  model: { name: model.name, version: model.version, sha256: model.sha256 },
  generated: generated.map(adversaryFigures),
  real: real.map(adversaryFigures),
  recordings,
};
writeFileSync(join(values.out, 'adversarial.json'), `${JSON.stringify(json, null, 1)}\n`);
if (values.docs) writeBetweenMarkers('docs/evaluation.md', 'adversarial', report);
console.log(report);
