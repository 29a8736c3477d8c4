/** What a format of `analyze` does. */
import type { Analysis, Connection, Failure } from '../../shared/connection';

/** One input that was read, or why it could not be; `unread`: the run was interrupted before it. */
export type AnalyzedInput =
  | { readonly kind: 'read'; readonly path: string; readonly analysis: Analysis }
  | { readonly kind: 'unreadable'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'unread'; readonly path: string };

/** What all inputs together gave. */
export interface Totals {
  inputs: number;
  unreadable: number;
  /** Inputs that an interrupted run did not begin. */
  unread: number;
  /** Inputs of which every packet was skipped. */
  unjudged: number;
  connections: number;
  mining: number;
  suspicious: number;
  undecided: number;
  /** Something of some input was not read, because the run was interrupted. */
  isPartial: boolean;
}

/** Turns results into the text of standard output, in pieces, in the order of the inputs. */
export interface Printer {
  /** Connections below this risk are not asked for. */
  readonly minRisk: number;
  begin(): string;
  /** The text for a connection that has ended. Without this, the analysis brings the connections. */
  connection?(connection: Connection, file: string | null): string;
  input(input: AnalyzedInput): Iterable<string>;
  end(totals: Totals): string;
}
