import { EnergySinceFinding } from './energy/account-energy';
import { IdleLearner } from './energy/learn-baseline';
import { createGuestFinder } from './guests/find-guests';
import { HostMonitor } from './host-monitor';
import { createConnectionOwner } from './owner/create-connection-owner';
import { createPowerMeter } from './power/create-power-meter';
import { createProcessorMonitor } from './processor/create-processor-monitor';

/** The monitor of the computer that this runs on. */
export function createHostMonitor(): HostMonitor {
  const owner = createConnectionOwner();
  const processor = createProcessorMonitor();
  const monitor: HostMonitor = new HostMonitor({
    owner,
    processor,
    power: createPowerMeter({ givenWatts: () => monitor.givenWatts, processorUse: () => processor.machine().usage }),
    baseline: new IdleLearner(),
    energy: new EnergySinceFinding(),
    describeProgram: (pid) => owner.describeProgram(pid),
    guestOf: createGuestFinder(),
  });
  return monitor;
}
