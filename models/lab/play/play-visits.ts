/** Plays the conversations of the generator's models over real sockets: both ends hold the same script. */
import { Random } from '../../generator/random';
import type { Ending, Talk } from '../../generator/talk';
import { wholeRoundTripMs, type Conversation, type Visit } from '../plan/conversation';
import { openWire } from './open-wire';
import { acceptWires } from './accept-wires';
import { scriptOf } from './script';
import { speak } from './speak';
import type { Wire } from './wire';

/** How a visit went at the client's end. */
export interface VisitReport {
  readonly index: number;
  readonly visit: number;
  readonly lines: number;
  readonly said: number;
  /** The client has waited this long for an answer that it should have had, ms. */
  readonly overdueMs: number;
  readonly failure: string | null;
}

/** Describes the visits of this process that are not over. */
export const openVisits = new Set<() => VisitReport>();

/** What is said on a visit; the same in every process. */
export function talkOf(conversation: Conversation, visit: Visit, seed: number): Talk {
  const { content, host, port } = conversation;
  if (content.kind !== 'played') throw new Error('Only models have talks.');
  // Models may draw from their group's numbers while they play: made anew, they say the same whoever came before.
  const model = content.entry.make(new Random(seed, content.groupStream));
  const random = new Random(seed, visit.stream);
  const talk = model({
    random,
    durationMs: visit.durationMs,
    roundTripMs: wholeRoundTripMs(conversation),
    host,
    port,
  });
  const endings = ['client-fin', 'client-fin', 'client-fin', 'server-fin', 'client-reset', 'server-reset'] as const;
  const drawn = visit.ending ?? random.pick(endings);
  talk.ending = talk.ending === null || talk.ending === 'open' ? drawn : talk.ending;
  return talk;
}

/** The client's part of one visit; resolves when the connection is over. */
export async function visitAsClient(conversation: Conversation, number: number, seed: number): Promise<VisitReport> {
  const visit = conversation.visits[number];
  const talk = talkOf(conversation, visit, seed);
  const lines = scriptOf(talk, true, wholeRoundTripMs(conversation));
  const { index } = conversation;
  const report = { index, visit: number, lines: lines.length, said: 0, overdueMs: 0, failure: null };
  let wire: Wire;
  try {
    wire = await openWire(conversation, number);
  } catch (error) {
    return { ...report, failure: error instanceof Error ? error.message : String(error) };
  }
  const speaker = speak(lines, wire);
  if (talk.clientClosesMs !== null) setTimeout(() => wire.close(), talk.clientClosesMs);
  endAsAgreed(wire, talk.ending, talk.endMs, true);
  const describe = (): VisitReport => ({ ...report, said: speaker.said(), overdueMs: speaker.overdueMs() });
  openVisits.add(describe);
  await new Promise<void>((resolve) => wire.onClose(resolve));
  openVisits.delete(describe);
  const outcome = describe();
  speaker.stop();
  return outcome;
}

/** Answers every visit of a conversation at its address. */
export function answerVisits(conversation: Conversation, seed: number, certificateFolder: string): void {
  const roundTripMs = wholeRoundTripMs(conversation);
  const server = acceptWires(conversation, certificateFolder, (wire, number) => {
    const visit = conversation.visits.at(number);
    if (visit === undefined) {
      wire.close();
      return;
    }
    const talk = talkOf(conversation, visit, seed);
    const speaker = speak(scriptOf(talk, false, roundTripMs), wire);
    endAsAgreed(wire, talk.ending, talk.endMs - roundTripMs, false);
    // A pool may go on sending to a client that has closed its side.
    wire.onEnd(() => {
      if (talk.clientClosesMs === null) wire.end();
    });
    wire.onClose(() => speaker.stop());
  });
  server.listen(conversation.port, conversation.serverAddress);
}

/** One end closes at the agreed time; the other sees to it that nothing stays open long after. */
function endAsAgreed(wire: Wire, ending: Ending | null, endMs: number, isClient: boolean): void {
  const me = isClient ? 'client' : 'server';
  const isMine = ending?.startsWith(me) === true;
  const timer = setTimeout(
    () => {
      if (!isMine) wire.close();
      else if (ending === 'client-reset' || ending === 'server-reset') wire.reset();
      else wire.end();
    },
    endMs + (isMine ? 20 : 5000),
  );
  wire.onClose(() => clearTimeout(timer));
}
