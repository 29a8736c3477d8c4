import type { Format } from '../../shared/format';
import type { ProcessReport } from '../../shared/host';
import type { Messages } from '../../shared/messages';

/** Up to this coefficient of variation, use counts as very even: the same bound that evidence goes by. */
const evenVariation = 0.15;
const fairlyEvenVariation = 0.35;

/** How even a processor use is, in a word. */
export function evennessWord(variation: number, messages: Messages): string {
  const { programs } = messages.host;
  if (variation <= evenVariation) return programs.even;
  return variation <= fairlyEvenVariation ? programs.fairlyEven : programs.uneven;
}

/** The word with its figure and the time it covers; null where it is not known. */
export function describeEvenness(process: ProcessReport, messages: Messages, format: Format): string | null {
  const { variation, variationSeconds } = process;
  if (variation === null) return null;
  return messages.host.programs.evenness(
    evennessWord(variation, messages),
    format.percent(variation),
    format.duration(variationSeconds * 1000),
  );
}
