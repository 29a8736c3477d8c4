import { capDriver } from './cap-driver';
import { dumpcapDriver } from './dumpcap-driver';
import { tcpdumpDriver } from './tcpdump-driver';
import type { ToolDriver } from './tool-driver';

/** Every capture tool, the one that `auto` prefers first. */
export const toolDrivers: readonly ToolDriver[] = [dumpcapDriver, tcpdumpDriver, capDriver];
