import type { Stack } from "../../../spec/stack";

type QuietHours = NonNullable<Stack["monitoring"]["quietHours"]>[number];

/** A named set of times, as Alertmanager has them. */
export interface TimeInterval {
  name: string;
  time_intervals: {
    times: { start_time: string; end_time: string }[];
    weekdays?: string[];
    location: string;
  }[];
}

const midnight = { first: "00:00", last: "24:00" };
const week = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Alertmanager's times end on the day they start: a night becomes its evening and the next day's morning. */
export function timeInterval({ name, weekdays, from, to, timeZone }: QuietHours): TimeInterval {
  const part = (start_time: string, end_time: string, days?: string[]) => ({
    times: [{ start_time, end_time }],
    ...(days && { weekdays: days }),
    location: timeZone,
  });
  if (from < to) return { name, time_intervals: [part(from, to, weekdays)] };
  const evening = part(from, midnight.last, weekdays);
  if (to === midnight.first) return { name, time_intervals: [evening] };
  return { name, time_intervals: [evening, part(midnight.first, to, weekdays?.map(dayAfter))] };
}

function dayAfter(day: string): string {
  return week[(week.indexOf(day) + 1) % week.length] ?? day;
}
