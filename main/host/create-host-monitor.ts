import { EnergySinceFinding } from './energy/account-energy';
import { type BaselineKeeper, MachineBaseline } from './energy/machine-baseline';
import { createGuestFinder } from './guests/find-guests';
import { HostMonitor } from './host-monitor';
import { createConnectionOwner } from './owner/create-connection-owner';
import { createPowerMeter } from './power/create-power-meter';
import { createProcessorMonitor } from './processor/create-processor-monitor';

/** The monitor of the computer that this runs on. `keeper`: where its idle level is kept from run to run. */
export function createHostMonitor(keeper: BaselineKeeper | null = null): HostMonitor {
  const owner = createConnectionOwner();
  const processor = createProcessorMonitor();
  const monitor: HostMonitor = new HostMonitor({
    owner,
    processor,
    power: createPowerMeter({ givenWatts: () => monitor.givenWatts, processorUse: () => processor.machine() }),
    baseline: new MachineBaseline(() => monitor.givenWatts, keeper),
    energy: new EnergySinceFinding(),
    describeProgram: (pid) => owner.describeProgram(pid),
    guestOf: createGuestFinder(),
  });
  return monitor;
}
