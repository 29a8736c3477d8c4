/** This computer for people: what is used, what is drawn, by whom. */
import type { HostReport, PowerDriver, ProcessReport, UnavailableReason, Watts } from '../../shared/host';
import { plural } from '../../shared/plural';
import { formatBytes } from './format-units';
import { printable } from './terminal';

const drivers: Record<PowerDriver, string> = {
  rapl: 'RAPL',
  battery: 'battery',
  hwmon: 'hwmon',
  'nvidia-smi': 'nvidia-smi',
  ioreg: 'battery (ioreg)',
  powermetrics: 'powermetrics',
  emi: 'EMI',
  'share-of-processor': 'share of the processor’s power',
  'given-range': 'from the idle and full-load watts that were given',
};

const reasons: Record<UnavailableReason, string> = {
  'not-supported': 'this system or machine has no such sensor',
  'no-permission': 'no permission',
  'no-tool': 'the program that would tell is not installed',
  'warming-up': 'a rate needs a second reading',
  'plugged-in': 'the machine runs from the mains',
  vanished: 'it was there and is no longer',
  unreadable: 'it can not be read',
};

/** Several lines, each ended. */
export function formatHost(report: HostReport): string {
  const lines = [...describeProcessor(report), ...describePower(report), '', ...listProcesses(report.processes)];
  return `${lines.join('\n')}\n`;
}

function* describeProcessor({ cpu }: HostReport): Generator<string> {
  const { usage, perCore, reason } = cpu;
  if (usage === null) {
    yield `Processor  not available: ${reasons[reason ?? 'warming-up']}`;
    return;
  }
  const cores = perCore.length > 1 ? `; by core ${perCore.slice(0, 32).map(percent).join(' ')}` : '';
  yield `Processor  ${percent(usage)} of ${plural(perCore.length, 'core')} in use${cores}`;
}

function* describePower({ power, baseline }: HostReport): Generator<string> {
  const { total, scope, sources, advice } = power;
  const { idleWatts, state, quietSeconds, neededSeconds } = baseline;
  const of = scope === 'processor' ? ', processor and memory' : scope === 'machine' ? ', whole machine' : '';
  const ratio =
    total.kind === 'unavailable' || idleWatts === null ? '' : `, ${(total.watts / idleWatts).toFixed(1)} times idle`;
  yield `Power      ${describeWatts(total)}${total.kind === 'unavailable' ? '' : of}${ratio}`;
  if (state === 'learned' && idleWatts !== null)
    yield `Idle       ${idleWatts.toFixed(1)} W, learned from this machine`;
  if (state === 'given' && idleWatts !== null) yield `Idle       ${idleWatts.toFixed(1)} W, as given`;
  if (state === 'learning')
    yield `Idle       being learned: ${Math.round(quietSeconds)} of ${neededSeconds} quiet seconds seen`;
  for (const { driver, label, watts } of sources) {
    yield `           ${drivers[driver]} ${printable(label)}: ${describeWatts(watts)}`;
  }
  if (advice) yield `           To read more: ${advice.command}`;
}

function describeWatts(watts: Watts): string {
  if (watts.kind === 'unavailable') return `not available: ${reasons[watts.reason]}`;
  return `${watts.watts.toFixed(1)} W ${watts.kind} (${drivers[watts.driver]})`;
}

function* listProcesses(processes: readonly ProcessReport[]): Generator<string> {
  if (processes.length === 0) {
    yield 'Which programs run is not available here.';
    return;
  }
  const hasWatts = processes.some(({ watts }) => watts.kind !== 'unavailable');
  yield `    pid  user         now   1 min  +children  evenness       memory  ${hasWatts ? '    W  ' : ''}program`;
  for (const one of processes) {
    const watts = one.watts.kind === 'unavailable' ? '-' : one.watts.watts.toFixed(1);
    const cells = [
      String(one.pid).padStart(7),
      printable(one.user ?? '?')
        .slice(0, 9)
        .padEnd(9),
      cores(one.cpu).padStart(5),
      cores(one.cpuMinute).padStart(6),
      cores(one.treeCpuMinute).padStart(9),
      evenness(one).padEnd(11),
      (one.residentBytes === null ? '-' : formatBytes(one.residentBytes)).padStart(8),
      ...(hasWatts ? [watts.padStart(5)] : []),
    ];
    const where = one.container === null ? '' : ` in ${printable(one.container)}`;
    const hint = one.hints.includes('randomx-memory') ? ' (memory as of a RandomX miner: a hint only)' : '';
    yield `${cells.join('  ')}  ${printable(one.name)}${where}${hint}  ${printable(one.commandLine ?? one.path ?? '')}`.trimEnd();
  }
  yield '';
  yield 'Processor use in cores: 1 is one core fully used. Evenness: how evenly it is used, with children.';
  if (hasWatts) yield 'W is estimated: the processor’s power by share of its time.';
}

/** Coefficient of variation in words. */
function evenness({ variation, treeCpuMinute }: ProcessReport): string {
  if (variation === null) return '-';
  if (treeCpuMinute !== null && treeCpuMinute < 0.02) return 'idle';
  const word = variation <= 0.15 ? 'even' : variation <= 0.35 ? 'fairly' : 'uneven';
  return `${word} ${percent(variation)}`;
}

function cores(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
