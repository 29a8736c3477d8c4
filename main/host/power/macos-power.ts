/** Power on macOS: the battery through `ioreg`, the processor through `powermetrics`, which only root may run. */
import type { PowerSource, Watts } from '../../../shared/host';

export const ioregArgs = ['-rw0', '-c', 'AppleSmartBattery'] as const;
export const powermetricsArgs = ['--samplers', 'cpu_power', '-n', '1', '-i', '1000'] as const;

/** Empty on a Mac without battery. Current in mA as two's complement of 64 bits, voltage in mV. */
export function parseIoreg(text: string): PowerSource[] {
  const valueOf = (key: string): string | undefined => new RegExp(`"${key}" = (\\S+)`).exec(text)?.[1];
  const current = valueOf('InstantAmperage') ?? valueOf('Amperage');
  const voltage = Number(valueOf('Voltage') ?? Number.NaN);
  if (current === undefined || !/^-?\d+$/.test(current) || !Number.isFinite(voltage)) return [];
  const milliamperes = Number(BigInt.asIntN(64, BigInt(current)));
  const isPluggedIn = valueOf('ExternalConnected') === 'Yes';
  const watts: Watts =
    isPluggedIn || milliamperes >= 0
      ? { kind: 'unavailable', reason: 'plugged-in' }
      : { kind: 'measured', watts: (-milliamperes * voltage) / 1e6, driver: 'ioreg' };
  return [{ id: 'ioreg:battery', driver: 'ioreg', part: 'machine', label: 'battery', watts }];
}

/**
 * Lines such as `CPU Power: 1234 mW`, `GPU Power: 21 mW`; on Intel `Intel energy model derived package power (CPUs+GT+SA): 3.40W`.
 * A processor at 0 mW is a counter that is not filled, as on macOS 27, since this very program runs on it.
 */
export function parsePowermetrics(text: string): PowerSource[] {
  const sources: PowerSource[] = [];
  const add = (id: string, part: PowerSource['part'], label: string, value: number): void => {
    const watts: Watts =
      part === 'processor' && value === 0
        ? { kind: 'unavailable', reason: 'unreadable' }
        : { kind: 'measured', watts: value, driver: 'powermetrics' };
    sources.push({ id: `powermetrics:${id}`, driver: 'powermetrics', part, label, watts });
  };
  const milliwatts = (name: string): number | null => {
    const match = new RegExp(`^${name} Power: (\\d+(?:\\.\\d+)?) mW`, 'm').exec(text);
    return match === null ? null : Number(match[1]) / 1000;
  };
  const [cpu, gpu] = [milliwatts('CPU'), milliwatts('GPU')];
  if (cpu !== null) add('cpu', 'processor', 'CPU', cpu);
  if (gpu !== null) add('gpu', 'gpu', 'GPU', gpu);
  const intel = /package power \(CPUs\+GT\+SA\): (\d+(?:\.\d+)?) ?W/.exec(text)?.[1];
  if (intel !== undefined) add('package', 'processor', 'package', Number(intel));
  return sources;
}
