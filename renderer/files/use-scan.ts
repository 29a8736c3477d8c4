import { useState } from 'react';
import type { ScanRequest } from '../../shared/file-scan';
import { useWindow } from '../state/window-context';

/** Starts and ends scans; a request that fails is reported to the window. */
export interface ScanControl {
  /** A request is on its way. */
  readonly isBusy: boolean;
  /** Resolves to whether the scan has begun. */
  readonly start: (request: ScanRequest) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

export function useScan(): ScanControl {
  const { store } = useWindow();
  const { bridge } = store;
  const [isBusy, setIsBusy] = useState(false);

  async function waitFor(request: ReturnType<typeof bridge.request>): Promise<boolean> {
    setIsBusy(true);
    const reply = await request;
    setIsBusy(false);
    store.report(reply.kind === 'failed' ? reply.failure : null);
    return reply.kind === 'ok';
  }

  return {
    isBusy,
    start: (request) => waitFor(bridge.request('files.startScan', request)),
    stop: async () => void (await waitFor(bridge.request('files.stopScan', {}))),
  };
}
