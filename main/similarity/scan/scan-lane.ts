import type { JobMessage, JobReply } from './scan-messages';

/** Something that does jobs one after the other: a worker thread, or the caller's own thread. */
export interface ScanLane {
  post(message: JobMessage): void;
  /** Ends at once, whatever is under way; nothing is told afterwards. */
  close(): Promise<void>;
}

/** What a lane tells. */
export interface LaneEvents {
  onReply(reply: JobReply): void;
  /** The lane is gone. `hasBegun`: it did work before, so it was a job that broke it. */
  onGone(hasBegun: boolean): void;
}
