/**
 * Today in UTC, as `2027-01-31`: what exceptions and the support of versions end by. Everything else in a plan is independent of the
 * clock, so a plan is the same bytes on every run of one day. `SOURCE_DATE_EPOCH`, in seconds, sets another day
 * (https://reproducible-builds.org/specs/source-date-epoch/).
 */
export function today(environment: NodeJS.ProcessEnv = process.env): string {
  const epoch = Number(environment.SOURCE_DATE_EPOCH || NaN);
  return dayOf(Number.isInteger(epoch) ? new Date(epoch * 1000) : new Date());
}

/** The variable that makes `date` today in another process. */
export const asToday = (date: string) => ({ SOURCE_DATE_EPOCH: String(Date.parse(date) / 1000) });

/** Whether the text is a day of the calendar, written as `2027-01-31`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}

export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const dayOf = (date: Date) => date.toISOString().slice(0, 10);
