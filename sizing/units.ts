/** Decimal and binary multiples. A name that ends in `GB` is decimal (vendors' memory, networks), in `GiB` binary (AWS's memory). */
export const GB = 1e9;
export const TB = 1e12;
export const GIB = 2 ** 30;
export const TIB = 2 ** 40;

export const TERA = 1e12;
export const BITS_PER_BYTE = 8;

export const SECONDS_PER_HOUR = 3600;
export const SECONDS_PER_DAY = 86_400;
export const HOURS_PER_DAY = 24;
/** AWS' own convention for a month. */
export const HOURS_PER_MONTH = 730;

const MULTIPLES: Record<string, number> = { "": 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

/** `2T`, `1.5B`, `300000` as a whole number; undefined where the text is no count. */
export function countOf(text: string): number | undefined {
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)\s*([kKmMbBtT]?)$/.exec(text.trim()) ?? [];
  const value = Number(digits) * (MULTIPLES[unit.toUpperCase()] ?? NaN);
  return value >= 1 ? Math.round(value) : undefined;
}
