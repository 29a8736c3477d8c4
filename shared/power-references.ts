/**
 * What one laptop took in the study that Kanaria follows (its table 1), in watts at the plug, with what it was doing. They
 * say what orders of magnitude to expect; another machine differs, so compare how many times idle it is.
 */
export const powerReferences = [
  { kind: 'idle', watts: 8.2, hashesPerSecond: null },
  { kind: 'video', watts: 23, hashesPerSecond: null },
  { kind: 'coinhive-firefox', watts: 25.6, hashesPerSecond: 18.3 },
  { kind: 'coinhive-chrome', watts: 30.4, hashesPerSecond: 15.8 },
] as const;
export type PowerReference = (typeof powerReferences)[number];

/** The study's idle level, watts. */
export const referenceIdleWatts = powerReferences[0].watts;
