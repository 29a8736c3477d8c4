import type { Session } from '../../shared/contract';

/** Whether the engine says that no packet could be judged: then it is not known whether anything mines. */
export function isUnjudged({ warnings }: Session): boolean {
  return warnings.some(({ code }) => code === 'nothing-judged');
}
