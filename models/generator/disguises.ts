/** How a miner, or whoever hides it, may change its conversation: for the table of adversaries, and for harder training. */
import type { Random } from './random';
import { Talk, type Message } from './talk';

/** Changes a conversation as it leaves the program, whatever carries it. */
export type Disguise = (talk: Talk, random: Random) => Talk;

/** Every message is filled up to the next multiple of `bytes`: padding, or records of one size as some VPNs send. */
export function padTo(bytes: number): Disguise {
  return (talk) => rewrite(talk, (message) => ({ ...message, length: Math.ceil(message.length / bytes) * bytes }));
}

/** Every message waits up to `mostMs`, an even draw each; within a direction the order stays. */
export function delayUpTo(mostMs: number): Disguise {
  return (talk, random) => {
    let lastUp = 0;
    let lastDown = 0;
    return rewrite(talk, (message) => {
      const atMs = Math.max(message.isUp ? lastUp : lastDown, message.atMs + random.between(0, mostMs));
      if (message.isUp) lastUp = atMs;
      else lastDown = atMs;
      return { ...message, atMs };
    });
  };
}

/** Of what the client says after its greeting, and the answers to it, one in `times` is left: fewer shares. */
export function speakLess(times: number): Disguise {
  const greetingMs = 3000;
  const answerMs = 1000;
  return (talk, random) => {
    let silencedMs = -Infinity;
    return rewrite(talk, (message) => {
      if (message.atMs < greetingMs) return message;
      if (message.isUp) {
        if (random.chance(1 / times)) return message;
        silencedMs = message.atMs;
        return null;
      }
      const isAnswer = message.atMs - silencedMs < answerMs;
      if (isAnswer) silencedMs = -Infinity;
      return isAnswer ? null : message;
    });
  };
}

/** As many messages again that mean nothing, in either direction, of sizes like the real ones, at any time. */
export function addDummies(share = 1): Disguise {
  return (talk, random) => {
    const messages = talk.inOrder();
    const dummies = new Talk();
    const count = Math.round(messages.length * share);
    for (let dummy = 0; dummy < count; dummy++) {
      const length = Math.max(20, Math.round(random.about(random.pick(messages).length, 0.3)));
      dummies.say(random.between(0, talk.endMs), random.chance(0.5), length);
    }
    const mixed = rewrite(talk, (message) => message);
    mixed.messages.push(...dummies.messages);
    return mixed;
  };
}

/** Any of the disguises, mild or strong, at times two, drawn anew for each conversation: what both classes wear in training. */
export const anyDisguise: Disguise = (talk, random) => {
  const drawOne = (): Disguise =>
    random.pickWeighted([
      [padTo(random.pick([32, 64, 128, 256, 512, 1024, 1400])), 30],
      [delayUpTo(random.logBetween(100, 12_000)), 25],
      [speakLess(random.logBetween(1.5, 12)), 25],
      [addDummies(random.logBetween(0.1, 1.2)), 20],
    ]);
  const disguise = random.chance(0.8) ? drawOne() : combine(drawOne(), drawOne());
  return disguise(talk, random);
};

/** One disguise over another, first to last. */
export function combine(...disguises: readonly Disguise[]): Disguise {
  return (talk, random) => disguises.reduce((current, disguise) => disguise(current, random), talk);
}

function rewrite(talk: Talk, change: (message: Message) => Message | null): Talk {
  if (talk.opening !== 'answered') return talk;
  const changed = new Talk();
  changed.messages = talk.inOrder().flatMap((message) => change(message) ?? []);
  for (const message of changed.messages) changed.endMs = Math.max(changed.endMs, message.atMs);
  changed.endLike(talk, 0);
  return changed;
}
