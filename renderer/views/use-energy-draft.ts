import { useState } from 'react';
import type { Settings } from '../../shared/contract';
import { isRisingWatts } from '../../shared/rising-watts';

/** The settings of power and cost as they are being typed. */
export interface EnergyDraft {
  readonly idleWatts: string;
  readonly fullLoadWatts: string;
  readonly pricePerKilowattHour: string;
  readonly currency: string;
}

type EnergySettings = Pick<Settings, keyof EnergyDraft>;

/** What is typed, what of it can't be saved, and the settings it stands for. */
export interface EnergyDraftState {
  readonly draft: EnergyDraft;
  readonly change: (part: Partial<EnergyDraft>) => void;
  readonly bad: { readonly watts: boolean; readonly price: boolean; readonly currency: boolean };
  /** null while something is bad. */
  readonly values: EnergySettings | null;
}

/** Keeps what was typed over the known settings of power and cost; an empty field means unknown. */
export function useEnergyDraft(known: Settings): EnergyDraftState {
  const [typed, setTyped] = useState<Partial<EnergyDraft>>({});
  const draft = {
    idleWatts: known.idleWatts?.toString() ?? '',
    fullLoadWatts: known.fullLoadWatts?.toString() ?? '',
    pricePerKilowattHour: known.pricePerKilowattHour?.toString() ?? '',
    currency: known.currency ?? '',
    ...typed,
  };
  return { draft, change: (part) => setTyped({ ...typed, ...part }), ...readEnergyDraft(draft) };
}

/** Checks a draft against the limits that the contract sets. */
export function readEnergyDraft(draft: EnergyDraft): Pick<EnergyDraftState, 'bad' | 'values'> {
  const idleWatts = readNumber(draft.idleWatts);
  const fullLoadWatts = readNumber(draft.fullLoadWatts);
  const pricePerKilowattHour = readNumber(draft.pricePerKilowattHour);
  const currency = draft.currency.trim().toUpperCase() || null;
  const isWatts = (watts: number | null): boolean => watts === null || (watts > 0 && watts <= 5000);
  const isPrice = pricePerKilowattHour === null || (pricePerKilowattHour >= 0 && pricePerKilowattHour <= 1e6);
  const bad = {
    watts: !isWatts(idleWatts) || !isWatts(fullLoadWatts) || !isRisingWatts(idleWatts, fullLoadWatts),
    price: !isPrice,
    currency: currency !== null && !/^[A-Z]{3}$/.test(currency),
  };
  const isBad = bad.watts || bad.price || bad.currency;
  return { bad, values: isBad ? null : { idleWatts, fullLoadWatts, pricePerKilowattHour, currency } };
}

/**
 * null for nothing, NaN for what is no number. A comma is taken for the decimal point, but not where it may as well part
 * the thousands, as in 1,200.
 */
function readNumber(text: string): number | null {
  const typed = text.trim();
  if (/^[1-9]\d*,\d{3}$/.test(typed)) return NaN;
  return typed === '' ? null : Number(typed.replace(',', '.'));
}
