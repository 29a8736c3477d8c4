/** The capture files a command line means. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import type { Failure } from '../../shared/connection';
import { describeReadFailure } from '../capture/file-failure';

/** One input, or why what was named is none. */
export interface Input {
  readonly path: string;
  readonly failure: Failure | null;
}

/** First bytes of captures: pcap in both orders (micro, nano, modified), pcapng. */
const magics = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, 0x0a0d0d0a];
const gzipMagic = 0x1f8b;
/** Enough to unpack the first bytes of a gzip file, whatever name its header carries. */
const headBytes = 4096;
/** Files with such names count as captures even where their content says otherwise, so that this is told. */
const captureName = /\.(pcap|pcapng|cap)(\.gz)?$/i;

/** Files as given; a folder stands for the captures in it and below, sorted by path. At least one input. */
export async function collectInputs(paths: readonly string[]): Promise<{ inputs: Input[]; hasFolder: boolean }> {
  const inputs: Input[] = [];
  let hasFolder = false;
  for (const path of paths) {
    if (await isFolder(path)) {
      hasFolder = true;
      inputs.push(...(await capturesIn(path)));
    } else inputs.push(inputAt(path));
  }
  return { inputs, hasFolder };
}

async function capturesIn(folder: string): Promise<Input[]> {
  const inputs: Input[] = [];
  await visit(folder, inputs);
  if (inputs.length > 0) return inputs.sort((a, b) => (a.path < b.path ? -1 : 1));
  const remedy = 'Name a pcap or pcapng file, or a folder that holds some.';
  return [{ path: folder, failure: { kind: 'empty', message: `No captures are in ${folder}.`, remedy } }];
}

async function visit(folder: string, inputs: Input[]): Promise<void> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path, inputs);
      else if (await isCapture(path, captureName.test(entry.name))) inputs.push(inputAt(path));
    }
  } catch (error) {
    inputs.push({ path: folder, failure: describeReadFailure(error, folder) });
  }
}

/** Names that are not text cannot be opened: Node.js has put U+FFFD for what it could not read. */
function inputAt(path: string): Input {
  if (!path.includes('\ufffd')) return { path, failure: null };
  const message = `${path} cannot be opened: its name is not valid UTF-8.`;
  return { path, failure: { kind: 'unreadable', message, remedy: 'Rename it and try again.' } };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Whether an entry of a folder counts. Pipes, devices and links to folders do not, whatever they are called: opening a pipe would wait for its writer. */
async function isCapture(path: string, isCalledOne: boolean): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    if (isCalledOne) return true;
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return hasMagic(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    // A link that leads nowhere is told where it is called a capture.
    return isCalledOne;
  }
}

function hasMagic(head: Buffer): boolean {
  if (head.length < 4) return false;
  if (head.readUInt16BE(0) !== gzipMagic) return magics.includes(head.readUInt32BE(0));
  const unpacked = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  return unpacked.length >= 4 && magics.includes(unpacked.readUInt32BE(0));
}
