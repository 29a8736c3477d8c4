/** What cannot be loaded, and why; a file that ships with Kanaria never fails. */
export interface ModelFailure {
  readonly kind: 'bad-model';
  readonly message: string;
}

/** `reason` in words, without a full stop. */
export function badModel(reason: string): ModelFailure {
  return { kind: 'bad-model', message: `The model cannot be used: ${reason}.` };
}
