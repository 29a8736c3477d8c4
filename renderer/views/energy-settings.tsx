import { useId, type ReactElement } from 'react';
import { choosePrice } from '../../shared/energy-cost';
import { useWindow } from '../state/window-context';
import type { EnergyDraft, EnergyDraftState } from './use-energy-draft';

/** Watts for estimates, and what energy costs. */
export function EnergySettings({ draft, change, bad }: EnergyDraftState): ReactElement {
  const { messages, format } = useWindow();
  const text = messages.host.settings;
  const id = useId();
  const currency = /^[A-Za-z]{3}$/.test(draft.currency.trim()) ? draft.currency.trim().toUpperCase() : null;
  const average = choosePrice({ pricePerKilowattHour: null, currency }, format.language);
  const priceHint =
    average === null
      ? text.noAverage
      : text.averagePrice(
          format.money(average.perKilowattHour, average.currency),
          messages.host.energy.defaultPrice[average.currency === 'JPY' ? 'JPY' : 'USD'],
        );
  const hints = {
    watts: bad.watts ? text.badWatts : null,
    price: bad.price ? text.badPrice : priceHint,
    currency: bad.currency ? text.badCurrency : null,
  };
  const input = (name: keyof EnergyDraft, label: string, group: keyof typeof bad, placeholder = ''): ReactElement => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        className="input"
        inputMode={group === 'currency' ? 'text' : 'decimal'}
        autoComplete="off"
        maxLength={group === 'currency' ? 3 : 12}
        placeholder={placeholder}
        value={draft[name]}
        aria-invalid={bad[group]}
        aria-describedby={hints[group] === null ? undefined : `${id}-${group}`}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </div>
  );
  return (
    <fieldset className="energy-settings">
      <legend>{text.title}</legend>
      <p className="hint">{text.hint}</p>
      <div className="field-pair">
        {input('idleWatts', text.idleWatts, 'watts')}
        {input('fullLoadWatts', text.fullLoadWatts, 'watts')}
      </div>
      <div className="field-pair">
        {input('pricePerKilowattHour', text.price, 'price')}
        {input('currency', text.currency, 'currency', average?.currency)}
      </div>
      {(['watts', 'price', 'currency'] as const).map(
        (group) =>
          hints[group] !== null && (
            <p key={group} id={`${id}-${group}`} className={bad[group] ? 'hint is-error' : 'hint'}>
              {hints[group]}
            </p>
          ),
      )}
    </fieldset>
  );
}
