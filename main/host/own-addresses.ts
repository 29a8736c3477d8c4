import { networkInterfaces } from 'node:os';

/** The addresses of this computer's interfaces, without zones. */
export function readOwnAddresses(): ReadonlySet<string> {
  return new Set(
    Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address)),
  );
}
