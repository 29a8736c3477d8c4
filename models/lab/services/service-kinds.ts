import type { Carrier } from '../../generator/carriage';

/** What the plan must know of a real service. */
export interface ServiceKind {
  readonly name: string;
  /** Share among the services. */
  readonly weight: number;
  /** What it listens on, and what that carries. */
  readonly doors: readonly (readonly [carrier: Carrier, port: number])[];
  /** Longest useful visit, seconds. */
  readonly mostSeconds?: number;
  /** Programs it needs, server and client. */
  readonly programs: readonly string[];
}

export const serviceKinds: readonly ServiceKind[] = [];
