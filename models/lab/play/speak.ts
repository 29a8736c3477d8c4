import { contentOf } from './content';
import type { Line } from './script';
import type { Wire } from './wire';

/** Within this time after what it answers, a line keeps its distance to that; later it follows the clock, ms. */
const answerMs = 3000;

export interface Speaker {
  /** Lines said so far. */
  readonly said: () => number;
  /** How long the next line, which is due, has waited in silence for what it answers, ms; 0 in an orderly conversation. */
  readonly overdueMs: () => number;
  readonly stop: () => void;
}

/** Says the lines of one end over a wire: each at its time, and never before what it answers has come. */
export function speak(lines: readonly Line[], wire: Wire): Speaker {
  const beganMs = performance.now();
  const arrivals: { bytes: number; atMs: number }[] = [];
  let heardBytes = 0;
  let lastMs = beganMs;
  let next = 0;
  let timer: NodeJS.Timeout | null = null;

  function go(): void {
    while (timer === null && next < lines.length && heardBytes >= lines[next].heardBytes) {
      const waitMs = dueIn(lines[next]);
      if (waitMs >= 1) {
        timer = setTimeout(() => {
          timer = null;
          say();
          go();
        }, waitMs);
        return;
      }
      say();
    }
  }

  function dueIn(line: Line): number {
    while (arrivals.length > 1 && arrivals[0].bytes < line.heardBytes) arrivals.shift();
    const isAnswer = line.heardBytes > 0 && line.dueMs - line.heardMs < answerMs;
    const reference = isAnswer ? arrivals[0].atMs - line.heardMs : beganMs;
    return reference + line.dueMs - performance.now();
  }

  function say(): void {
    wire.write(contentOf(lines[next].message));
    next++;
    lastMs = performance.now();
  }

  wire.onData((bytes) => {
    heardBytes += bytes;
    lastMs = performance.now();
    arrivals.push({ bytes: heardBytes, atMs: lastMs });
    go();
  });
  go();
  return {
    said: () => next,
    overdueMs: () => {
      if (next >= lines.length || heardBytes >= lines[next].heardBytes) return 0;
      return Math.max(0, performance.now() - Math.max(lastMs, beganMs + lines[next].dueMs));
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      next = lines.length;
    },
  };
}
