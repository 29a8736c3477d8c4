import { describe, expect, it } from 'vitest';
import { guessClient } from '../../../main/flow/guess-client';

const local = (port: number) => ({ port, isLocal: true });
const remote = (port: number) => ({ port, isLocal: false });

describe('guessClient', () => {
  it.each([
    ['a service is not who draws its port', local(3333), remote(40_000), 1],
    ['of one with an assigned port', remote(50_000), local(80), 0],
    ['an old client that draws low ports', local(1100), remote(443), 0],
    ['a pool above the client among the registered ports', remote(3333), local(1100), 1],
    ['a pool that listens where clients draw their ports', local(37_365), remote(45_700), 0],
    ['the same seen from the pool', remote(45_700), local(37_365), 1],
    ['two local machines: the higher port asks', local(50_000), local(45_700), 0],
    ['two addresses that tell nothing', remote(3333), remote(4444), 1],
  ])('%s', (_, one, other, client) => {
    expect(guessClient([one, other])).toBe(client);
  });

  it('says so where nothing tells', () => {
    expect(guessClient([local(5000), local(5000)])).toBeNull();
  });
});
