import type { ServerPlace, Service } from './service';

/** For services that share a server: the first of them starts it, the others wait for that. */
export function startOnce(start: (place: ServerPlace) => Promise<void>): Service['start'] {
  let starting: Promise<void> | null = null;
  return (place) => (starting ??= start(place));
}
