import { expect, it } from 'vitest';
import { hashJa4 } from '../../../main/report/ja4';

it('hashes the lists as the examples of the specification have it', () => {
  const head = 't13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9';
  const extensions = '0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01';
  expect(hashJa4(`${head}_${extensions}_0403,0804,0401,0503,0805,0501,0806,0601`)).toBe(
    't13d1516h2_8daaf6152771_e5627efa2ab1',
  );
  expect(hashJa4(`${head}_${extensions}`)).toBe('t13d1516h2_8daaf6152771_6d807ffa2a79');
  expect(
    hashJa4(
      't13d1615h2_000a,002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,ff01_0403,0804,0401,0503,0805,0501,0806,0601,0201',
    ),
  ).toBe('t13d1615h2_46e7e9700bed_45f260be83e2');
  expect(hashJa4('t10d010100_0005_')).toMatch(/^t10d010100_[0-9a-f]{12}_000000000000$/);
});
