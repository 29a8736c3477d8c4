/** Measures the product over labelled captures and generated traffic: `npm run evaluate -- --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { loadModel } from '../main/engine/load-model';
import { thresholds } from '../main/verdict/judge';
import { addBook, createBook, type Origin } from './evaluation/book';
import { drawEvaluation } from './evaluation/draw-evaluation';
import type { Evaluation, Part } from './evaluation/evaluation';
import { cutIntoJobs, type Books, type Mode } from './evaluation/generated-job';
import {
  heldOutFile,
  heldOutKindsFile,
  judgeHeldOut,
  ofKindsLeftOut,
  readHeldOut,
  statedPrior,
  type HeldOut,
} from './evaluation/held-out';
import { judgeCaptures } from './evaluation/judge-captures';
import { openFolderOrExit, type LabelledFolder } from './evaluation/labelled-folder';
import { renderPng } from './evaluation/render-png';
import { evaluationJson } from './evaluation/report-json';
import { reportMarkdown } from './evaluation/report-markdown';
import { runJobs } from './evaluation/run-jobs';
import { judgeByNdpi, ndpiVersion } from './evaluation/run-ndpi';
import { tellProgress } from './evaluation/tell-progress';
import { readTrainingSources } from './evaluation/training-sources';
import { writeBetweenMarkers } from './evaluation/write-between-markers';
import { commandLine, countingNumber, share, usualData, wholeNumber } from './option-values';

interface Options {
  readonly data: readonly string[];
  readonly lab: readonly string[];
  readonly generated: number;
  readonly everyday: number;
  readonly unknown: number;
  readonly mining: number;
  readonly seed: number;
  readonly mode: Mode | 'both';
  readonly model: 'flow' | 'packet';
  readonly heldOut: string;
  readonly heldOutKinds: string;
  readonly workers: number;
  readonly ndpi: boolean;
  readonly out: string;
  readonly docs: boolean;
}

const options = new Command('npm run evaluate --')
  .description(
    'Measures what Kanaria finds and whom it falsely accuses, and writes evaluation.md, .json, .svg and .png.',
  )
  .option(
    '--data <folder...>',
    'labelled real captures, with labels.json or captures/labels.json; or set KANARIA_DATA; "" for none',
    [usualData],
  )
  .option('--lab <folder...>', 'the same for captures recorded in a laboratory', [])
  .option('--generated <number>', 'generated connections that are not mining', wholeNumber, 20_000)
  .option('--everyday <share>', 'of these, short everyday ones; the others are look-alikes', share, 0.5)
  .option('--unknown <number>', 'beside these, protocols drawn at random', wholeNumber, 2000)
  .option('--mining <number>', 'generated mining connections', wholeNumber, 2000)
  .option('--seed <number>', 'seed of the generated ones; training uses others', wholeNumber, 1_000_003)
  .addOption(
    new Option('--mode <mode>', 'read everything, nothing after the transport header, or both in turn')
      .choices(['payload', 'headers', 'both'])
      .default('both'),
  )
  .addOption(new Option('--model <model>', 'the model to measure').choices(['flow', 'packet']).default('flow'))
  .option(
    '--held-out <file>',
    'opinions of models that never saw the source, as npm run train leaves them',
    heldOutFile,
  )
  .option(
    '--held-out-kinds <file>',
    'the same of npm run train -- --leave-out kinds, if there is one',
    heldOutKindsFile,
  )
  .option('--workers <number>', 'processes for the generated traffic', countingNumber, 2)
  .option('--no-ndpi', 'leave ndpiReader out')
  .option('--out <folder>', 'folder for the report', '.cache/evaluation')
  .option('--docs', 'put the tables into docs/evaluation.md, and the picture beside it', false)
  .parse()
  .opts<Options>();

const model = loadModel(options.model);
const modes: readonly Mode[] = options.mode === 'both' ? ['payload', 'headers'] : [options.mode];
const folders = [...openAll(options.data, 'real'), ...openAll(options.lab, 'lab')];

const books: Books = { payload: createBook(), headers: createBook() };
for (const mode of modes) {
  for (const { folder, origin } of folders) {
    const isHeadersOnly = mode === 'headers';
    await judgeCaptures(folder, origin, { model, isHeadersOnly }, books[mode], tellOf(folder, mode));
  }
}
const generated = await judgeGenerated();
addBook(books.payload, generated.payload);
addBook(books.headers, generated.headers);

const evaluation: Evaluation = {
  command: commandLine('evaluate'),
  model: { name: model.name, version: model.version, sha256: model.sha256 },
  trainedOn: readTrainingSources(options.model),
  prior: statedPrior,
  thresholds,
  parts: [
    ...(await heldOutPart('held-out', options.heldOut)),
    ...(await heldOutPart('unseen-kinds', options.heldOutKinds, ofKindsLeftOut)),
    ...modes.map((name): Part => ({ name, command: null, book: books[name] })),
  ],
  ndpi: options.ndpi ? await askNdpi() : null,
};
tellProgress('');
await writeReport(evaluation);

function openAll(paths: readonly string[], origin: Origin): { folder: LabelledFolder; origin: Origin }[] {
  return paths.filter((path) => path !== '').map((path) => ({ folder: openFolderOrExit(path), origin }));
}

async function judgeGenerated(): Promise<Books> {
  const { seed, generated, unknown, mining, workers } = options;
  const everyday = Math.round(generated * options.everyday);
  const jobs = [
    ...cutIntoJobs('look-alikes', seed, generated - everyday, modes),
    ...cutIntoJobs('everyday', seed, everyday, modes),
    ...cutIntoJobs('unknown', seed, unknown, modes),
    ...cutIntoJobs('mining', seed, mining, modes),
  ];
  return runJobs(jobs, options.model, workers, (done) =>
    tellProgress(`generated traffic: ${done} of ${jobs.length} pieces`),
  );
}

/** What models left out said of it; without such a file the report is without that part, and says so. */
async function heldOutPart(name: Part['name'], path: string, select = (all: HeldOut): HeldOut => all): Promise<Part[]> {
  const heldOut = await readHeldOut(path);
  if ('connections' in heldOut) return [{ name, command: heldOut.command, book: judgeHeldOut(select(heldOut)) }];
  console.error(`${heldOut.message} ${heldOut.remedy} The report is without the part "${name}".`);
  return [];
}

async function askNdpi(): Promise<Evaluation['ndpi']> {
  const version = await ndpiVersion();
  if (version === null) {
    console.error('ndpiReader is not installed (Debian: libndpi-bin): there is no comparison with nDPI.');
    return null;
  }
  const counts = [];
  for (const { folder, origin } of folders) counts.push(...(await judgeByNdpi(folder, origin, tellOf(folder, 'nDPI'))));
  return { version, counts };
}

function tellOf(folder: LabelledFolder, what: string): (file: string, at: number) => void {
  return (file, at) => tellProgress(`${what}: ${at} of ${folder.captures.length}, ${file}`);
}

async function writeReport(report: Evaluation): Promise<void> {
  mkdirSync(options.out, { recursive: true });
  const svg = drawEvaluation(report);
  const markdown = reportMarkdown(report);
  writeFileSync(join(options.out, 'evaluation.md'), markdown);
  writeFileSync(join(options.out, 'evaluation.json'), evaluationJson(report));
  writeFileSync(join(options.out, 'evaluation.svg'), svg);
  if (options.docs) {
    writeBetweenMarkers('docs/evaluation.md', 'evaluation', reportMarkdown(report, { isShort: true }));
    writeFileSync('docs/evaluation.svg', svg);
  }
  const hasPng = await renderPng(svg, join(options.out, 'evaluation.png'));
  if (!hasPng) console.error('There is no Chromium to make a PNG; set KANARIA_CHROMIUM.');
  console.log(reportMarkdown(report, { isShort: true }));
}
