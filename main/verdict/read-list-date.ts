const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

/** Notations that leave no doubt which number is the day. `3/4/2025` is none of them. */
const notations = [
  /(?<!\d)(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?!\d)/,
  /(?<!\d)(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?!\d)/,
  /(?<![\d.])(?<day>\d{1,2})\. ?(?<month>\d{1,2})\. ?(?<year>\d{4})(?!\d)/,
  /(?<!\d)(?<day>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?<month>[a-z]{3,9})[.,]?[ -](?<year>\d{4})(?!\d)/i,
  // Also as date(1) prints it: Mon Mar  3 09:30:00 UTC 2025.
  /(?<month>[a-z]{3,9})\.? +(?<day>\d{1,2})(?:st|nd|rd|th)?,?(?: [\d:]{5,8})?(?: [a-z]{2,5})? (?<year>\d{4})(?!\d)/i,
];

/** The day that a comment in a list names, as ISO 8601 at midnight UTC, whatever time and zone stand beside it; else null. */
export function readListDate(text: string): string | null {
  for (const notation of notations) {
    const found = notation.exec(text)?.groups;
    if (found === undefined) continue;
    const day = toDay(Number(found['year']), readMonth(found['month']), Number(found['day']));
    if (day !== null) return day;
  }
  return null;
}

/** From 1 for January on; 0 where it is no month. */
function readMonth(text: string): number {
  return /^\d/.test(text) ? Number(text) : months.findIndex((name) => name.startsWith(text.toLowerCase())) + 1;
}

/** Null for days that no calendar has, and for years in which no such list was written. */
function toDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 2000 && year < 2200 ? date.toISOString() : null;
}
