import type { ReactElement } from 'react';
import { choosePrice, costOf, wattHoursPerMonth, type EnergyPrice } from '../../shared/energy-cost';
import type { Format } from '../../shared/format';
import type { HostReport } from '../../shared/host';
import { useStore } from '../state/store';
import { useWindow } from '../state/window-context';

interface EnergyCostProps {
  readonly report: HostReport;
  readonly onOpenSettings: () => void;
}

/** What the finding has burnt above idle, and what that costs. */
export function EnergyCost({ report, onOpenSettings }: EnergyCostProps): ReactElement {
  const { store, messages, format } = useWindow();
  const text = messages.host.energy;
  const settings = useStore(store.host, (host) => host.settings);
  const price = settings === null ? null : choosePrice(settings, format.language);
  const { since, wattHours, wattsAboveIdle } = report.energy;
  const figures: [name: string, figure: string, cost: string | null][] = [];
  if (since !== null && wattHours !== null) {
    figures.push([
      text.since(format.dateTime(since)),
      energyText(wattHours, format),
      costText(wattHours, price, format),
    ]);
  }
  if (since !== null && wattsAboveIdle !== null) {
    const month = wattHoursPerMonth(wattsAboveIdle);
    figures.push([text.now, format.watts(wattsAboveIdle), null]);
    figures.push([text.month, energyText(month, format), costText(month, price, format)]);
  }
  return (
    <section className="card energy" aria-labelledby="energy-title">
      <h2 id="energy-title">{text.title}</h2>
      {since === null && <p className="placeholder">{text.none}</p>}
      {since !== null && figures.length === 0 && (
        <>
          <p className="placeholder">{text.unknown}</p>
          <p>{text.nextStep}</p>
        </>
      )}
      {figures.length > 0 && (
        <>
          <dl className="energy-figures">
            {figures.map(([name, figure, cost]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <strong>{figure}</strong>
                  {cost !== null && <span className="energy-cost">{cost}</span>}
                </dd>
              </div>
            ))}
          </dl>
          <p className="hint">{text.limits}</p>
        </>
      )}
      <div className="energy-price">
        <span className="hint">{price === null ? text.noPrice : priceText(price)}</span>
        <button type="button" className="button is-small" onClick={onOpenSettings}>
          {text.change}
        </button>
      </div>
    </section>
  );

  function priceText(known: EnergyPrice): string {
    const money = text.price(format.money(known.perKilowattHour, known.currency));
    const isAverage = known.isDefault && (known.currency === 'JPY' || known.currency === 'USD');
    const source = text.defaultPrice[isAverage ? known.currency : 'other'];
    return format.language === 'ja' ? `${money}（${source}）` : `${money} (${source})`;
  }
}

function energyText(wattHours: number, format: Format): string {
  return wattHours < 1000 ? `${format.decimal(wattHours, 1)} Wh` : `${format.decimal(wattHours / 1000, 1)} kWh`;
}

function costText(wattHours: number, price: EnergyPrice | null, format: Format): string | null {
  return price === null ? null : format.money(costOf(wattHours, price), price.currency);
}
