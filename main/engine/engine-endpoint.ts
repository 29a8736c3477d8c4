/** The host side of the contract, wherever the engine runs: here, or in a process of its own. */
import type { EventName, EventPayload, Reply, RequestName, Settings } from '../../shared/contract';

/** An event with its payload, told apart by its name. */
export type EngineEvent = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

export interface EngineEndpoint {
  /** Answers a request; its input is checked here. Never rejects. */
  handle(name: RequestName, input: unknown): Promise<Reply<unknown>>;
  /** Returns the function that ends the subscription. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
  /** Takes effect with the next session. */
  applySettings(settings: Settings): void;
  dispose(): Promise<void>;
}
