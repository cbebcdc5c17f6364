/**
 * Milliseconds since 1970 of `2024-08-01T13:29:57Z`, the one form that CloudTrail writes; NaN of any other text, which
 * `Date.parse` may still know.
 */
export function readTime(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 20 || bytes[to - 1] !== 90 || bytes[from + 10] !== 84) return NaN;
  const year = digits(bytes, from, 4);
  const month = digits(bytes, from + 5, 2);
  const day = digits(bytes, from + 8, 2);
  const seconds = digits(bytes, from + 11, 2) * 3600 + digits(bytes, from + 14, 2) * 60 + digits(bytes, from + 17, 2);
  if (month < 1 || month > 12 || day < 1 || day > 31 || seconds >= 86_400) return NaN;
  return (daysBefore(year, month) + day - 1) * 86_400_000 + seconds * 1000;
}

function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const digit = bytes[from + i] - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Most records of a file are of one month. */
let known = { year: 0, month: 0, days: 0 };

function daysBefore(year: number, month: number): number {
  if (year !== known.year || month !== known.month)
    known = { year, month, days: Date.UTC(year, month - 1, 1) / 86_400_000 };
  return known.days;
}
