import type { Random } from './random';
import type { Talk } from './talk';

/** What a conversation runs in. */
export interface ModelContext {
  readonly random: Random;
  /** How long it lasts unless it ends by itself, ms. */
  readonly durationMs: number;
  /** Round trip to the server, ms; its answer arrives this much later plus its own time to think. */
  readonly roundTripMs: number;
  /** The address the client asks for, such as `pool.example.net`. */
  readonly host: string;
  readonly port: number;
}

/** Plays one conversation. */
export type Model = (context: ModelContext) => Talk;

/** Draws one instance of a program and its server (pool, formatting, settings), whose conversations then resemble each other. */
export type ModelMaker = (random: Random) => Model;
