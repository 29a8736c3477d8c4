import { describe, expect, it } from 'vitest';
import { choosePrice, costOf, wattHoursPerMonth } from '../../../shared/energy-cost';

const none = { pricePerKilowattHour: null, currency: null };

describe('choosePrice', () => {
  it('takes the price given, else the average of the language or the currency', () => {
    expect(choosePrice(none, 'ja')).toEqual({ currency: 'JPY', perKilowattHour: 31, isDefault: true });
    expect(choosePrice(none, 'en')).toMatchObject({ currency: 'USD', isDefault: true });
    expect(choosePrice({ ...none, currency: 'JPY' }, 'en')).toMatchObject({ perKilowattHour: 31 });
    expect(choosePrice({ pricePerKilowattHour: 0, currency: 'EUR' }, 'ja')).toEqual({
      currency: 'EUR',
      perKilowattHour: 0,
      isDefault: false,
    });
  });

  it('knows no price for a currency without an average', () => {
    expect(choosePrice({ ...none, currency: 'EUR' }, 'en')).toBeNull();
  });
});

describe('costOf', () => {
  it('prices kilowatt-hours', () => {
    const price = { currency: 'JPY', perKilowattHour: 31, isDefault: true };
    expect(costOf(1000, price)).toBe(31);
    expect(costOf(wattHoursPerMonth(100), price)).toBeCloseTo(2264.55);
  });
});
