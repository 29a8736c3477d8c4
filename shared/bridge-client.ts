/** The client end of the contract over any transport that carries messages: a WebSocket or a child process. */
import type {
  ClientMessage,
  EventName,
  EventPayload,
  HostMessage,
  KanariaBridge,
  Reply,
  RequestInput,
  RequestName,
  RequestOutput,
} from './contract';

export interface BridgeClientOptions {
  /** Sends one message; called only while the transport is open. */
  send(message: ClientMessage): void;
  /** Calls back once after a time; returns the function that cancels it. */
  startTimer(callback: () => void, delayMs: number): () => void;
  /** How long a request may take. Requests that wait for a person have no limit. */
  timeoutMs?: number;
}

/** A bridge with the three things its transport reports: messages, opening and closing. */
export interface BridgeClient extends KanariaBridge {
  receive(message: HostMessage): void;
  /** Sends what was asked meanwhile, and again what the other end must remember of this client. */
  open(): void;
  /** Fails what was under way; later requests wait for the next `open` as long as their time allows. */
  close(): void;
}

interface Pending {
  readonly message: ClientMessage;
  readonly finish: (reply: Reply<unknown>) => void;
}

type Listener = (payload: unknown) => void;

const waitsForPerson = new Set<RequestName>(['file.pick', 'files.pickPaths', 'connection.savePackets']);

/** Creates a client whose transport is closed at first. */
export function createBridgeClient({ send, startTimer, timeoutMs = 15_000 }: BridgeClientOptions): BridgeClient {
  const pending = new Map<number, Pending>();
  const listeners = new Map<EventName, Set<Listener>>();
  let isOpen = false;
  let wasOpen = false;
  let isWatchingActivity = false;
  let lastId = 0;

  function emit(name: EventName, payload: unknown): void {
    for (const listener of [...(listeners.get(name) ?? [])]) listener(payload);
  }

  function ask(name: RequestName, input: unknown): Promise<Reply<unknown>> {
    const message: ClientMessage = { kind: 'request', id: ++lastId, name, input };
    return new Promise((resolve) => {
      const stopTimer = waitsForPerson.has(name)
        ? () => undefined
        : startTimer(() => pending.get(message.id)?.finish(engineDown), timeoutMs);
      const finish = (reply: Reply<unknown>): void => {
        stopTimer();
        pending.delete(message.id);
        resolve(reply);
      };
      pending.set(message.id, { message, finish });
      if (isOpen) send(message);
    });
  }

  return {
    request<N extends RequestName>(name: N, input: RequestInput<N>) {
      if (name === 'interfaces.watchActivity') isWatchingActivity = (input as { isOn: boolean }).isOn;
      return ask(name, input) as Promise<Reply<RequestOutput<N>>>;
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      const set = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, set.add(listener as Listener));
      return () => void set.delete(listener as Listener);
    },
    receive(message) {
      if (message.kind === 'reply') pending.get(message.id)?.finish(message.reply);
      else emit(message.name, message.payload);
    },
    open() {
      isOpen = true;
      for (const { message } of [...pending.values()]) send(message);
      if (!wasOpen) return;
      if (isWatchingActivity) void ask('interfaces.watchActivity', { isOn: true });
      emit('engineState', { state: 'running', message: null });
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      wasOpen = true;
      for (const { finish } of [...pending.values()]) finish(engineDown);
      emit('engineState', { state: 'restarting', message: null });
    },
  };
}

const engineDown: Reply<never> = {
  kind: 'failed',
  failure: {
    kind: 'engine-down',
    message: 'The engine does not answer.',
    remedy: 'Wait a moment: it is restarted by itself. If it stays so, start Kanaria again.',
  },
};
