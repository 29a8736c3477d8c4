/** Folders of labelled captures, and what their labels say of a connection. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EndsIndex } from '../ends-index';
import { readLabels, type LabelledCapture, type MiningFlow } from '../training/labels';
import type { Origin } from './book';
import type { Truth } from './judgement';

/** A capture as labels.json describes it; what labels need not have may be missing. */
export interface EvaluatedCapture extends LabelledCapture {
  /** Connections that are not mining, by what they are. */
  readonly benign_protocols?: Readonly<Record<string, number>>;
  /** Those of them that are labelled one by one, as recordings of the laboratory are. */
  readonly benign_flows?: readonly BenignFlow[];
}

/** A labelled connection that is not mining. */
export interface BenignFlow {
  readonly src: string;
  readonly sport: number;
  readonly dst: string;
  readonly dport: number;
  readonly what: string;
}

export interface LabelledFolder {
  readonly kind: 'labelled';
  /** Where the capture files are. */
  readonly path: string;
  readonly captures: readonly EvaluatedCapture[];
}

/** Opens `folder`, or `folder/captures`, whichever has a labels.json. */
export function openFolder(folder: string): LabelledFolder | { kind: 'no-labels'; message: string; remedy: string } {
  const path = [folder, join(folder, 'captures')].find((each) => existsSync(join(each, 'labels.json')));
  if (path !== undefined) return { kind: 'labelled', path, captures: readLabels(path) };
  return {
    kind: 'no-labels',
    message: `There is no labels.json in ${folder}.`,
    remedy: 'Name a folder of labelled captures, or set KANARIA_DATA.',
  };
}

/** The same for a program that cannot go on without it: ends with what is missing and what to do, exit code 2. */
export function openFolderOrExit(folder: string): LabelledFolder {
  const opened = openFolder(folder);
  if (opened.kind === 'labelled') return opened;
  console.error(`${opened.message} ${opened.remedy}`);
  process.exit(2);
}

/** Captures are left out together by their first folder; files without one belong to the source they name. */
export function sourceOf(capture: EvaluatedCapture): string {
  const [folder, ...rest] = capture.file.split('/');
  return rest.length > 0 ? folder : capture.source;
}

/** Generated captures say so; others are what the folder was given as. */
export function originOf(capture: EvaluatedCapture, given: Origin): Origin {
  return capture.source === 'generated' ? 'generated' : given;
}

/** What a mining connection is, in a few words; names of the generator's form `mining/dialect/carrier` say it all. */
export function kindOf(flow: MiningFlow): string {
  if (flow.what.startsWith('mining/')) return flow.what;
  const name = flow.what.split(/[;(]/)[0].trim().slice(0, 60);
  return `${name}${flow.encrypted ? ', encrypted' : ''}`;
}

/** Tells what the other connections of a capture are: as labelled, or where all are of one kind, else `various`. */
export function nameOthers(
  capture: EvaluatedCapture,
): (client: string, clientPort: number, server: string, serverPort: number) => string {
  const names = new EndsIndex<string>();
  for (const { src, sport, dst, dport, what } of capture.benign_flows ?? []) {
    names.set(src, sport, dst, dport, what);
  }
  const kinds = Object.keys(capture.benign_protocols ?? {});
  const common = kinds.length === 1 ? kinds[0] : 'various';
  return (client, clientPort, server, serverPort) => names.find(client, clientPort, server, serverPort) ?? common;
}

export function truthOf(flow: MiningFlow | null): Truth {
  if (flow === null) return 'other';
  return flow.kind === 'session' ? 'mining' : 'aside';
}
