/** What the engine is put together from, so that tests can put in sources of their own. */
import type { Failure } from '../../shared/connection';
import type { Access, NetworkInterface, SourceRequest } from '../../shared/contract';
import type { ScannedFile } from '../../shared/similarity';
import type { PacketSource } from '../capture/packet-source';
import type { HostMonitor } from '../host/host-monitor';
import type { LoadedModel } from '../inference/predictor';
import type { ReadClusterFile } from '../similarity/read-cluster-file';
import type { ScanCallbacks, ScanSession, ScanTarget } from '../similarity/scan/scan-session';

/** A source ready to be opened, or why there is none. */
export type PreparedSource =
  { readonly kind: 'ok'; readonly source: PacketSource } | { readonly kind: 'failed'; readonly failure: Failure };

export interface EngineParts {
  loadModel(): Promise<LoadedModel>;
  prepareSource(request: SourceRequest): Promise<PreparedSource>;
  listInterfaces(): Promise<NetworkInterface[]>;
  checkAccess(): Promise<Access>;
  /** Calls back about once a second with packets a second per interface, until the returned function is called. */
  watchActivity(listener: (packetsPerSecond: Record<string, number>) => void): () => void;
  /** What files are compared with. */
  readClusters(): Promise<ReadClusterFile>;
  /** The machine that the engine runs on. */
  readonly host: HostMonitor;
  /** Compares the file of a program with known miners; null where it can't be read. Never rejects. */
  assessProgram(path: string): Promise<ScannedFile | null>;
  /** Ends what the parts keep running. */
  dispose?(): Promise<void>;
  startScan(target: ScanTarget, callbacks: ScanCallbacks): ScanSession;
}
