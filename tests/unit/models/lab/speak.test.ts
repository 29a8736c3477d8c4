import { describe, expect, it, vi } from 'vitest';
import { Talk } from '../../../../models/generator/talk';
import { scriptOf } from '../../../../models/lab/play/script';
import { speak } from '../../../../models/lab/play/speak';
import type { Wire } from '../../../../models/lab/play/wire';

/** Two ends of one wire; what one says the other hears `delayMs` later. */
function makeWires(delayMs: number): { client: Wire; server: Wire; said: string[] } {
  const said: string[] = [];
  const hearers: Record<string, (bytes: number) => void> = {};
  const end = (me: string, other: string): Wire => ({
    write: (content) => {
      said.push(`${me}:${content.toString()}`);
      setTimeout(() => hearers[other](content.length), delayMs);
    },
    onData: (hear) => (hearers[me] = hear),
    onEnd: () => {},
    onClose: () => {},
    end: () => {},
    close: () => {},
    reset: () => {},
  });
  return { client: end('client', 'server'), server: end('server', 'client'), said };
}

describe('two ends that hold one script', () => {
  it('keep its order over a wire that is slower than the script says', async () => {
    vi.useFakeTimers();
    const talk = new Talk();
    talk.up(0, 'login');
    talk.down(12, 'work');
    talk.up(500, 'share');
    talk.down(512, 'ok');
    talk.down(513, 'more work');
    const { client, server, said } = makeWires(200);
    speak(scriptOf(talk, true, 10), client);
    speak(scriptOf(talk, false, 10), server);
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    expect(said).toEqual(['client:login', 'server:work', 'client:share', 'server:ok', 'server:more work']);
  });
});
