/** What energy costs: pure arithmetic, with an average price where the person gave none. */
import type { Language } from './format';

/** A price of electricity and whether the person gave it. */
export interface EnergyPrice {
  /** ISO 4217. */
  readonly currency: string;
  readonly perKilowattHour: number;
  readonly isDefault: boolean;
}

/**
 * Average household prices. JPY: the guide price of Japan's Home Electric Appliances Fair Trade Conference, 31 yen with
 * tax since July 2022. USD: residential average of the United States in 2023, 16.0 cents (EIA, Electric Power Annual).
 */
const averages: Record<string, number> = { JPY: 31, USD: 0.16 };

/** Hours of an average month: 365.25 days / 12. */
export const hoursPerMonth = 730.5;

/** The price that holds. A currency that has no average needs a price of the person's own: null without one. */
export function choosePrice(
  settings: { readonly pricePerKilowattHour: number | null; readonly currency: string | null },
  language: Language,
): EnergyPrice | null {
  const currency = settings.currency ?? (language === 'ja' ? 'JPY' : 'USD');
  const average = averages[currency];
  if (settings.pricePerKilowattHour !== null) {
    return { currency, perKilowattHour: settings.pricePerKilowattHour, isDefault: false };
  }
  return average === undefined ? null : { currency, perKilowattHour: average, isDefault: true };
}

/** The cost of an amount of energy, in the price's currency. */
export function costOf(wattHours: number, price: EnergyPrice): number {
  return (wattHours / 1000) * price.perKilowattHour;
}

/** Watt-hours of a month at constant power. */
export function wattHoursPerMonth(watts: number): number {
  return watts * hoursPerMonth;
}
