/** The file path against ndpiReader: the same capture, in turn, pair by pair. */
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { buildBenchCapture } from './build-bench-capture';
import { measureCommand } from './measure-command';

const packetsPerRound = 44_043;

/** Prints packets a second of both and the ratio of each pair. Returns false when ndpiReader is not there. */
export async function benchFilePath(dataFolder: string, options: { pairs: number; rounds: number }): Promise<boolean> {
  const path = join(tmpdir(), `kanaria-bench-${options.rounds}.pcap`);
  console.log(`Preparing ${path}: the iot-sentinel captures, ${options.rounds} times`);
  await buildBenchCapture(join(dataFolder, 'captures', 'iot-sentinel'), path, options.rounds);
  const packets = packetsPerRound * options.rounds;
  const ours = ['out/cli/kanaria.js', 'analyze', '--format', 'jsonl', '--min-risk', '0.3', path];
  const theirs = ['-q', '-i', path];
  const ratios: number[] = [];
  let peak = 0;
  try {
    // One run of each that does not count, so that both find the file in memory.
    await measureCommand(process.execPath, ours);
    await measureCommand('ndpiReader', theirs);
    for (let pair = 0; pair < options.pairs; pair++) {
      const kanaria = await measureCommand(process.execPath, ours);
      const ndpi = await measureCommand('ndpiReader', theirs);
      const ratio = ndpi.seconds / kanaria.seconds;
      ratios.push(ratio);
      peak = Math.max(peak, kanaria.peakMegabytes ?? 0);
      console.log(
        `pair ${pair + 1}: kanaria ${rate(packets, kanaria.seconds)}, ndpiReader ${rate(packets, ndpi.seconds)}, ratio ${ratio.toFixed(2)}`,
      );
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.log('ndpiReader is not installed (Debian: libndpi-bin); there is nothing to compare with.');
    return false;
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `file path: ${ratios[ratios.length >> 1].toFixed(2)}x ndpiReader (median of ${ratios.length} pairs, ` +
      `${ratios[0].toFixed(2)} to ${ratios[ratios.length - 1].toFixed(2)}), peak memory ${peak.toFixed(0)} MB on ${packets.toLocaleString('en')} packets`,
  );
  return true;
}

function rate(packets: number, seconds: number): string {
  return `${(packets / seconds / 1e6).toFixed(2)} M packets/s`;
}
