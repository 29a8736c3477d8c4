import { expect, it } from 'vitest';
import { settingsSchema } from '../../../../shared/contract';
import { pickChanges } from '../../../../renderer/views/pick-changes';

it('saves nothing that was left as it is', () => {
  const known = settingsSchema.parse({ idleWatts: 40, fullLoadWatts: 120, currency: 'EUR' });
  expect(pickChanges(known, known)).toEqual({});
  expect(pickChanges(known, { ...known, idleWatts: null, maxConnections: 500 })).toEqual({
    idleWatts: null,
    maxConnections: 500,
  });
});
