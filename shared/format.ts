/** Numbers, sizes, durations and dates as people read them, in the window's language. */

/** The languages the window speaks. */
export type Language = 'en' | 'ja';

/** Turns values into text. Every function accepts any finite number and never throws. */
export interface Format {
  readonly language: Language;
  count(value: number): string;
  /** Decimal units: 1 kB is 1000 bytes. */
  bytes(value: number): string;
  bytesPerSecond(value: number): string;
  /** At most two units: `2h 5m`, `45s`, `320ms`. */
  duration(milliseconds: number): string;
  /** A probability 0..1 as a percentage; never 0 % or 100 %, since a verdict is never certain. */
  risk(probability: number): string;
  /** A share 0..1 of something known. */
  percent(share: number): string;
  /** With its sign, one decimal. */
  signed(value: number): string;
  /** With this many decimals. */
  decimal(value: number, digits: number): string;
  /** Power with one decimal, from 100 W on without. */
  watts(value: number): string;
  /** An amount in a currency (ISO 4217); below 1 with two significant digits, so that small costs are not 0. */
  money(amount: number, currency: string): string;
  /** Local time of day of an ISO time; the text itself when it is not a time. */
  time(iso: string): string;
  /** Local date of an ISO time, or null on the day of `now` (ms since the epoch; the clock's), which goes without saying. */
  dateUnlessToday(iso: string, now?: number): string | null;
  /** Local date and time of an ISO time. */
  dateTime(iso: string): string;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

const durationUnits = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
  { unit: 'second', milliseconds: 1_000 },
] as const;

/** Makes the formatter of one language. `timeZone` is for tests; normally the machine's own is used. */
export function createFormat(language: Language, timeZone?: string): Format {
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const threeDigits = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  const whole = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const signedNumber = new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  // For the narrow column of a table: the Japanese long form is half as wide again.
  const month = language === 'ja' ? 'numeric' : 'short';
  const date = new Intl.DateTimeFormat(language, { year: 'numeric', month, day: 'numeric', timeZone });
  const dateTime = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const unitFormats = new Map<string, Intl.NumberFormat>();

  function withUnit(value: number, unit: string): string {
    let unitFormat = unitFormats.get(unit);
    if (unitFormat === undefined) {
      const unitDisplay = language === 'ja' ? 'short' : 'narrow';
      unitFormat = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 0 });
      unitFormats.set(unit, unitFormat);
    }
    return language === 'ja' ? unitFormat.format(value).replace(' ', '') : unitFormat.format(value);
  }

  function bytes(value: number): string {
    let scaled = value;
    let unit = 0;
    while (Math.abs(scaled) >= 999.5 && unit < byteUnits.length - 1) {
      scaled /= 1000;
      unit += 1;
    }
    return `${unit === 0 ? integer.format(scaled) : threeDigits.format(scaled)} ${byteUnits[unit]}`;
  }

  function duration(milliseconds: number): string {
    if (milliseconds < 1000) return withUnit(Math.max(0, Math.round(milliseconds)), 'millisecond');
    const rounded = Math.round(milliseconds / 1000) * 1000;
    const first = durationUnits.findIndex((entry) => rounded >= entry.milliseconds);
    const large = durationUnits[first];
    const small = durationUnits[first + 1];
    const largeCount = Math.floor(rounded / large.milliseconds);
    const largeText = withUnit(largeCount, large.unit);
    if (small === undefined) return largeText;
    const smallCount = Math.floor((rounded - largeCount * large.milliseconds) / small.milliseconds);
    return smallCount === 0 ? largeText : largeText + (language === 'ja' ? '' : ' ') + withUnit(smallCount, small.unit);
  }

  function dateText(formatter: Intl.DateTimeFormat, iso: string): string {
    const value = new Date(iso);
    return Number.isNaN(value.getTime()) ? iso : formatter.format(value);
  }

  return {
    language,
    count: (value) => integer.format(value),
    bytes,
    bytesPerSecond: (value) => `${bytes(value)}/s`,
    duration,
    risk: (probability) => {
      if (probability < 0.01) return `<${whole.format(0.01)}`;
      if (probability > 0.99) return `>${whole.format(0.99)}`;
      return whole.format(probability);
    },
    percent: (share) => whole.format(share),
    signed: (value) => signedNumber.format(value).replace('-', '−'),
    decimal: (value, digits) =>
      value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    watts: (value) => {
      const digits = Math.abs(value) < 99.95 ? 1 : 0;
      return `${value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })} W`;
    },
    money: (amount, currency) => {
      const digits = Math.abs(amount) < 1 ? { maximumSignificantDigits: 2 } : {};
      return amount.toLocaleString(language, { style: 'currency', currency, ...digits });
    },
    time: (iso) => dateText(time, iso),
    dateUnlessToday: (iso, now = Date.now()) => {
      const day = dateText(date, iso);
      return day === date.format(now) ? null : day;
    },
    dateTime: (iso) => dateText(dateTime, iso),
  };
}
