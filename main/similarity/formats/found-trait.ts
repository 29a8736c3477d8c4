import type { FileReason } from '../../../shared/similarity';

/** What kind of trait: a name of a mining algorithm, the scheme of a pool's address, … */
export type TraitKind = Extract<FileReason, { code: 'trait' }>['trait'];

/** Traits of one kind that a file has. */
export interface FoundTrait {
  readonly kind: TraitKind;
  /** As they should be read, in the order of their place in the file: `rx/wow`, `XMRig/6.21.0`. At most 32, each once. */
  readonly found: readonly string[];
}
