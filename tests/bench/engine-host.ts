/**
 * How busy Electron's main process is while a large file is analysed, with the engine in a process of its own and inside
 * main. Prints the event-loop delay of each and their ratio, from the same run: `npx tsx tests/bench/engine-host.ts [rounds]`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IntervalHistogram } from 'node:perf_hooks';
import packageApp from '../support/package-app';
import type { KanariaBridge, Settings } from '../../shared/contract';
import { ask } from '../e2e/window-actions';
import { launchApp } from '../support/electron-app';
import { quietPackets, writeCapture } from '../unit/engine/small-captures';

const connections = 100_000;

/** Milliseconds. */
interface Delay {
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
  readonly elapsed: number;
}

/** Analyses the file once in a fresh app and measures main's event loop meanwhile. */
async function measure(file: string, engineHost: Settings['engineHost']): Promise<Delay> {
  const userData = mkdtempSync(path.join(tmpdir(), 'kanaria-bench-'));
  writeFileSync(path.join(userData, 'settings.json'), JSON.stringify({ engineHost }));
  const desktop = await launchApp({ userData, args: ['--demo'] });
  try {
    await ask(desktop.window, 'session.stop', {});
    await desktop.app.evaluate(() => {
      const { monitorEventLoopDelay } = process.mainModule?.require(
        'node:perf_hooks',
      ) as typeof import('node:perf_hooks');
      const histogram = monitorEventLoopDelay({ resolution: 1 });
      histogram.enable();
      Object.assign(globalThis, { histogram });
    });
    const elapsed = await desktop.window.evaluate(async (asked) => {
      const { kanaria } = globalThis as unknown as { kanaria: KanariaBridge };
      const began = performance.now();
      await kanaria.request('session.start', { kind: 'file', path: asked });
      await new Promise<void>((resolve) => {
        kanaria.on('delta', ({ session }) => session.state === 'ended' && resolve());
      });
      return performance.now() - began;
    }, file);
    const delay = await desktop.app.evaluate(() => {
      const { histogram } = globalThis as unknown as { histogram: IntervalHistogram };
      return { mean: histogram.mean / 1e6, p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
    });
    return { ...delay, elapsed };
  } finally {
    await desktop.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

function describe(delay: Delay): string {
  const [mean, p99, max, elapsed] = [delay.mean, delay.p99, delay.max, delay.elapsed].map((ms) => ms.toFixed(1));
  return `mean ${mean} ms, 99th percentile ${p99} ms, longest ${max} ms; analysed in ${elapsed} ms`;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

async function run(rounds: number): Promise<void> {
  packageApp();
  const packets = Array.from({ length: connections }, (_, at) =>
    quietPackets({ client: at % 250, clientPort: 1024 + (at % 60_000), startSeconds: at / 500 }),
  ).flat();
  const file = writeCapture(packets);
  console.log(`Delay of the main process's event loop while ${packets.length} packets are analysed:`);
  const ratios = { mean: [] as number[], p99: [] as number[], max: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    const utility = await measure(file, 'utility');
    const main = await measure(file, 'main');
    console.log(`round ${round}, engine in utility: ${describe(utility)}`);
    console.log(`round ${round}, engine in main:    ${describe(main)}`);
    for (const key of ['mean', 'p99', 'max'] as const) ratios[key].push(main[key] / utility[key]);
  }
  const [mean, p99, max] = [ratios.mean, ratios.p99, ratios.max].map((values) => median(values).toFixed(1));
  console.log(`main against utility, median of ${rounds}: mean x${mean}, 99th percentile x${p99}, longest x${max}`);
  rmSync(path.dirname(file), { recursive: true, force: true });
}

await run(Number(process.argv[2] ?? 3));
