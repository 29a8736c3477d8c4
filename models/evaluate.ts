/** Measures the product over labelled captures and generated traffic: `npm run evaluate -- --help`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadModel } from '../main/engine/load-model';
import { thresholds } from '../main/verdict/judge';
import { addBook, createBook, type Origin } from './evaluation/book';
import { drawEvaluation } from './evaluation/draw-evaluation';
import type { Evaluation, Part } from './evaluation/evaluation';
import { cutIntoJobs, type Books, type Mode } from './evaluation/generated-job';
import { heldOutFile, judgeHeldOut, readHeldOut, statedPrior } from './evaluation/held-out';
import { judgeCaptures } from './evaluation/judge-captures';
import { openFolder, type LabelledFolder } from './evaluation/labelled-folder';
import { renderPng } from './evaluation/render-png';
import { evaluationJson } from './evaluation/report-json';
import { reportMarkdown } from './evaluation/report-markdown';
import { runJobs } from './evaluation/run-jobs';
import { judgeByNdpi, ndpiVersion } from './evaluation/run-ndpi';
import { tellProgress } from './evaluation/tell-progress';
import { readTrainingSources } from './evaluation/training-sources';
import { writeBetweenMarkers } from './evaluation/write-between-markers';

const help = `Measures what Kanaria finds and whom it falsely accuses, and writes evaluation.md, .json, .svg and .png.

  npm run evaluate -- [--data FOLDER]... [--lab FOLDER]... [--generated N] [--mode payload|headers|both] [--out FOLDER] ...

  --data       folder of labelled real captures, with labels.json or captures/labels.json; may be given again
               (default: $KANARIA_DATA or ../shared/data; "" for none)
  --lab        the same for captures recorded in a laboratory
  --generated  generated connections that are not mining (default 20000)
  --everyday   share of them that are short everyday ones, 0..1; the others are look-alikes (default 0.5)
  --unknown    generated connections of protocols drawn at random, beside those (default 2000)
  --mining     generated mining connections (default 2000)
  --seed       of the generated ones (default 1000003; training uses others)
  --mode       read everything (payload), nothing after the transport header (headers), or both in turn (default)
  --model      flow (default) or packet
  --held-out   opinions of models that never saw the source, as npm run train leaves them
               (default ${heldOutFile})
  --workers    processes for the generated traffic (default 2)
  --no-ndpi    leave ndpiReader out
  --out        folder for the report (default .cache/evaluation)
  --docs       put the tables into docs/evaluation.md, and the picture beside it`;

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [process.env['KANARIA_DATA'] ?? '../shared/data'] },
    lab: { type: 'string', multiple: true, default: [] },
    generated: { type: 'string', default: '20000' },
    everyday: { type: 'string', default: '0.5' },
    unknown: { type: 'string', default: '2000' },
    mining: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1000003' },
    mode: { type: 'string', default: 'both' },
    model: { type: 'string', default: 'flow' },
    'held-out': { type: 'string', default: heldOutFile },
    workers: { type: 'string', default: '2' },
    'no-ndpi': { type: 'boolean', default: false },
    out: { type: 'string', default: '.cache/evaluation' },
    docs: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const modelKind = values.model === 'packet' ? 'packet' : 'flow';
const model = loadModel(modelKind);
const modes: readonly Mode[] =
  values.mode === 'payload' ? ['payload'] : values.mode === 'headers' ? ['headers'] : ['payload', 'headers'];
const folders = [...openAll(values.data, 'real'), ...openAll(values.lab, 'lab')];

const books: Books = { payload: createBook(), headers: createBook() };
for (const mode of modes) {
  for (const { folder, origin } of folders) {
    const options = { model, isHeadersOnly: mode === 'headers' };
    await judgeCaptures(folder, origin, options, books[mode], tellOf(folder, mode));
  }
}
const generated = await judgeGenerated();
addBook(books.payload, generated.payload);
addBook(books.headers, generated.headers);

const evaluation: Evaluation = {
  command: commandLine(),
  model: { name: model.name, version: model.version, sha256: model.sha256 },
  trainedOn: readTrainingSources(modelKind),
  prior: statedPrior,
  thresholds,
  parts: [...heldOutPart(), ...modes.map((name): Part => ({ name, command: null, book: books[name] }))],
  ndpi: values['no-ndpi'] ? null : await askNdpi(),
};
tellProgress('');
await writeReport(evaluation);

function openAll(paths: readonly string[], origin: Origin): { folder: LabelledFolder; origin: Origin }[] {
  return paths
    .filter((path) => path !== '')
    .map((path) => {
      const folder = openFolder(path);
      if (folder.kind === 'labelled') return { folder, origin };
      console.error(`${folder.message} ${folder.remedy}`);
      process.exit(2);
    });
}

async function judgeGenerated(): Promise<Books> {
  const seed = Number(values.seed);
  const everyday = Math.round(Number(values.generated) * Number(values.everyday));
  const jobs = [
    ...cutIntoJobs('look-alikes', seed, Number(values.generated) - everyday, modes),
    ...cutIntoJobs('everyday', seed, everyday, modes),
    ...cutIntoJobs('unknown', seed, Number(values.unknown), modes),
    ...cutIntoJobs('mining', seed, Number(values.mining), modes),
  ];
  return runJobs(jobs, modelKind, Number(values.workers), (done) =>
    tellProgress(`generated traffic: ${done} of ${jobs.length} pieces`),
  );
}

function heldOutPart(): Part[] {
  const heldOut = readHeldOut(values['held-out']);
  if ('connections' in heldOut) return [{ name: 'held-out', command: heldOut.command, book: judgeHeldOut(heldOut) }];
  console.error(`${heldOut.message} ${heldOut.remedy} The report is without leave-one-source-out.`);
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

/** The command that makes this report again. */
function commandLine(): string {
  const given = process.argv.slice(2).filter((argument) => argument !== '--docs');
  return ['npm run evaluate', ...(given.length > 0 ? ['--', ...given] : [])].join(' ');
}

async function writeReport(report: Evaluation): Promise<void> {
  mkdirSync(values.out, { recursive: true });
  const svg = drawEvaluation(report);
  const markdown = reportMarkdown(report);
  writeFileSync(join(values.out, 'evaluation.md'), markdown);
  writeFileSync(join(values.out, 'evaluation.json'), evaluationJson(report));
  writeFileSync(join(values.out, 'evaluation.svg'), svg);
  if (values.docs) {
    writeBetweenMarkers('docs/evaluation.md', 'evaluation', reportMarkdown(report, { isShort: true }));
    writeFileSync('docs/evaluation.svg', svg);
  }
  const hasPng = await renderPng(svg, join(values.out, 'evaluation.png'));
  if (!hasPng) console.error('There is no Chromium to make a PNG; set KANARIA_CHROMIUM.');
  console.log(reportMarkdown(report, { isShort: true }));
}
