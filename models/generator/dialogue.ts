import { Agenda } from './agenda';
import type { ModelContext } from './model';
import { Talk } from './talk';

/** A talk with its agenda: what most models are written in. */
export class Dialogue extends Talk {
  readonly agenda: Agenda;
  readonly random;
  readonly roundTripMs: number;
  private isStopped = false;

  constructor(context: ModelContext) {
    super();
    this.agenda = new Agenda(context.durationMs);
    this.random = context.random;
    this.roundTripMs = context.roundTripMs;
    this.endMs = context.durationMs;
  }

  /** The client speaks now. */
  send(data: string | Uint8Array | number): void {
    this.up(this.agenda.now, data);
  }

  /** The server's message arrives now. */
  receive(data: string | Uint8Array | number): void {
    this.down(this.agenda.now, data);
  }

  /** When an answer to something said now arrives, after `thinkMs` at the server. */
  answerTime(thinkMs = this.random.logNormal(2, 1)): number {
    const jitter = this.random.exponential(this.roundTripMs * 0.02 + 0.2);
    return this.agenda.now + this.roundTripMs + jitter + thinkMs;
  }

  /** The client asks now; then `next` happens when the answer has come. */
  ask(
    request: string | Uint8Array | number,
    answer: string | Uint8Array | number,
    thinkMs?: number,
    next?: () => void,
  ): void {
    this.send(request);
    this.agenda.at(this.answerTime(thinkMs), () => {
      this.receive(answer);
      next?.();
    });
  }

  /** Plays the agenda to its end. */
  play(): this {
    this.agenda.run();
    return this;
  }

  /** Ends the conversation now, unless it has ended. */
  stop(ending: Talk['ending']): void {
    if (this.isStopped) return;
    this.isStopped = true;
    this.ending = ending;
    this.endMs = this.agenda.now;
  }

  /** Messages after the end are not heard. */
  override say(atMs: number, isUp: boolean, data: string | Uint8Array | number): number {
    return this.isStopped && atMs > this.endMs ? atMs : super.say(atMs, isUp, data);
  }
}
