import type { Conversation } from '../plan/conversation';
import type { LabRun } from '../plan/lab-options';
import type { VisitReport } from '../play/play-visits';

export function visitService(
  conversation: Conversation,
  number: number,
  _run: LabRun,
  _folder: string,
): Promise<VisitReport> {
  return Promise.resolve({ index: conversation.index, visit: number, lines: 0, said: 0, failure: 'not yet' });
}
