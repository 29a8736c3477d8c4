import { describe, expect, it } from 'vitest';
import { readListDate } from '../../../main/verdict/read-list-date';

describe('the date of a list', () => {
  it.each([
    '2025-03-05',
    '2025-03-05T23:30:00-05:00',
    '2025/3/5 00:10 +0900',
    '2025.03.05',
    '20250305',
    '20250305T0010Z',
    '05.03.2025',
    '5. 3. 2025, 10:00',
    '5 Mar 2025 00:01 UTC',
    'Wed, 05 March 2025 10:00:00 GMT',
    '5. Mar. 2025',
    '05-Mar-2025',
    'March 5, 2025',
    'mar. 5th 2025',
    'Wed Mar  5 09:30:00 UTC 2025',
  ])('is the day that is written: %s', (text) => {
    expect(readListDate(text)).toBe('2025-03-05T00:00:00.000Z');
  });

  it.each(['3/5/2025', '13/03/2025', '31.02.2025', '2025-13-01', '1.2.3', '19991231', 'Monday 3 2025', 'today', ''])(
    'is not guessed: %s',
    (text) => {
      expect(readListDate(text)).toBeNull();
    },
  );
});
