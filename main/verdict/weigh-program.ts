/** Turns what is known of the program that owns a connection into a weight. */
import type { Assessment } from '../../shared/similarity';
import { weights } from './judge';

/** Nats. `null`: the program's file could not be read. Only a finding counts; that a file is no known miner means little. */
export function weightOfProgramFile(assessment: Assessment | null): number {
  if (assessment === 'very-close') return weights.veryCloseFile;
  return assessment === 'match' ? weights.matchingFile : 0;
}
