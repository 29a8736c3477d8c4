import { allServices } from './all-services';
import { findProgram } from './find-program';

const needed = ['ip', 'perl', 'tcpdump', 'openssl', 'sysctl', 'microsocks', 'tinyproxy'];

/** What every run needs and is not there. */
export function findMissingPrograms(): string[] {
  return needed.filter((name) => findProgram(name) === null);
}

/** Services whose server and client are installed, and those that are not, by name. */
export function listAvailableServices(): { available: string[]; unavailable: string[] } {
  const names = allServices.map(({ name, programs }) => ({
    name,
    isHere: programs.every((program) => findProgram(program) !== null),
  }));
  return {
    available: names.filter(({ isHere }) => isHere).map(({ name }) => name),
    unavailable: names.filter(({ isHere }) => !isHere).map(({ name }) => name),
  };
}
