/** Hashes for a joule in the study that Kanaria follows: Coinhive in Chrome, 15.8 H/s at 30.4 W. */
export const referenceHashesPerJoule = 15.8 / 30.4;

/** Hashes a second over watts; null without power. */
export function hashesPerJoule(hashesPerSecond: number, watts: number): number | null {
  return watts > 0 ? hashesPerSecond / watts : null;
}
