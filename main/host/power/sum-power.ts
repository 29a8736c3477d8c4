/** The widest figure that a set of sensors gives. */
import type { PowerReport, PowerSource, UnavailableReason, Watts } from '../../../shared/host';

type Measured = Extract<Watts, { kind: 'measured' | 'estimated' }>;

/** Of several reasons the one a person can do most about. */
const telling: readonly UnavailableReason[] = [
  'no-permission',
  'plugged-in',
  'warming-up',
  'no-tool',
  'unreadable',
  'vanished',
];

/**
 * The whole machine where a sensor tells (batteries add up; else the platform's own), else processors, memory and graphics
 * processors together. Nothing is counted twice: cores are inside their package; `zenpower`, RAPL and the `amdgpu` of a processor
 * with graphics inside measure the same.
 */
export function sumPower(sources: readonly PowerSource[]): Pick<PowerReport, 'total' | 'scope'> {
  const machine = sources.filter(({ part }) => part === 'machine');
  const feeding = machine.filter(({ id, watts }) => /^(?:battery|wmi|ioreg):/.test(id) && watts.kind === 'measured');
  if (feeding.length > 0) return { total: add(feeding), scope: 'machine' };
  const platform = machine.find(({ watts }) => watts.kind === 'measured');
  if (platform) return { total: platform.watts, scope: 'machine' };
  const packages = packagesOf(sources).filter(({ watts }) => watts.kind === 'measured');
  if (packages.length > 0) {
    const beside = sources.filter(
      ({ part, watts }) => (part === 'memory' || part === 'gpu') && watts.kind === 'measured',
    );
    return { total: add([...packages, ...beside]), scope: 'processor' };
  }
  const reasons = sources
    .filter(({ part }) => part === 'machine' || part === 'processor')
    .flatMap(({ watts }) => (watts.kind === 'unavailable' ? [watts.reason] : []));
  const reason = telling.find((one) => reasons.includes(one)) ?? 'not-supported';
  return { total: { kind: 'unavailable', reason }, scope: null };
}

/** The packages of the first meter that tells; where none does, all, which say why. */
export function packagesOf(sources: readonly PowerSource[]): PowerSource[] {
  const packages = sources.filter(({ part }) => part === 'processor');
  const first = packages.find(({ watts }) => watts.kind !== 'unavailable');
  return first === undefined ? packages : packages.filter((source) => meterOf(source) === meterOf(first));
}

/** Packages of one meter are different ones, such as the two of a machine with two sockets. Each kind of hwmon chip is a meter. */
function meterOf({ driver, label }: PowerSource): string {
  return driver === 'hwmon' ? label.split(' ', 1)[0] : driver;
}

function add(sources: readonly PowerSource[]): Watts {
  const watts = sources.reduce((sum, source) => sum + (source.watts as Measured).watts, 0);
  return { kind: 'measured', watts, driver: (sources[0].watts as Measured).driver };
}
