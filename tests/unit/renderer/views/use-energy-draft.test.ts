import { describe, expect, it } from 'vitest';
import { readEnergyDraft } from '../../../../renderer/views/use-energy-draft';

const empty = { idleWatts: '', fullLoadWatts: '', pricePerKilowattHour: '', currency: '' };

describe('readEnergyDraft', () => {
  it('takes empty fields for unknown, and a comma for a point', () => {
    expect(readEnergyDraft(empty).values).toEqual({
      idleWatts: null,
      fullLoadWatts: null,
      pricePerKilowattHour: null,
      currency: null,
    });
    expect(readEnergyDraft({ ...empty, pricePerKilowattHour: '0,31', currency: ' eur ' }).values).toMatchObject({
      pricePerKilowattHour: 0.31,
      currency: 'EUR',
    });
  });

  it('refuses a comma that may part thousands', () => {
    expect(readEnergyDraft({ ...empty, fullLoadWatts: '1,200' }).bad.watts).toBe(true);
    expect(readEnergyDraft({ ...empty, pricePerKilowattHour: '1,444' }).bad.price).toBe(true);
    expect(readEnergyDraft({ ...empty, pricePerKilowattHour: '0,315' }).values?.pricePerKilowattHour).toBe(0.315);
    expect(readEnergyDraft({ ...empty, pricePerKilowattHour: '1.444' }).values?.pricePerKilowattHour).toBe(1.444);
  });

  it('refuses what the contract refuses', () => {
    expect(readEnergyDraft({ ...empty, idleWatts: '40', fullLoadWatts: '30' }).bad.watts).toBe(true);
    expect(readEnergyDraft({ ...empty, idleWatts: '0' }).bad.watts).toBe(true);
    expect(readEnergyDraft({ ...empty, pricePerKilowattHour: 'cheap' }).bad.price).toBe(true);
    expect(readEnergyDraft({ ...empty, currency: '¥' })).toMatchObject({ bad: { currency: true }, values: null });
  });
});
