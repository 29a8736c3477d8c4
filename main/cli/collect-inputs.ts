/** The capture files a command line means. */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** First bytes of captures: pcap (both orders, micro, nano, modified), pcapng, gzip. */
const magics = [0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, 0x0a0d0d0a];
const gzipMagic = 0x1f8b;

/** Files as given; a folder stands for the captures in it and below, sorted by path. */
export async function collectInputs(paths: readonly string[]): Promise<string[]> {
  const inputs: string[] = [];
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    // A folder that cannot be listed stays in the list, so that it is named as unreadable.
    if (!isFolder) inputs.push(path);
    else inputs.push(...(await capturesIn(path).catch(() => [path])));
  }
  return inputs;
}

async function capturesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const captures: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (await isCapture(path)) captures.push(path);
  }
  return captures.sort();
}

async function isCapture(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'r');
    try {
      const head = Buffer.alloc(4);
      const { bytesRead } = await file.read(head, 0, 4, 0);
      return bytesRead === 4 && (magics.includes(head.readUInt32BE(0)) || head.readUInt16BE(0) === gzipMagic);
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
