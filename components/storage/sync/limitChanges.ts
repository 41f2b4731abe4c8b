import type { Sync } from "../../../spec/stack";

type Windows = NonNullable<Sync["bandwidthWindows"]>;

/** A moment of the week at which the limit becomes another. */
export interface LimitChange {
  /** Of EventBridge Scheduler, in the windows' time zone. */
  cron: string;
  /** MB/s; undefined: all of the line. */
  bandwidthMBps: number | undefined;
  /** Tells it from the others. */
  label: string;
}

const week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/**
 * When a week's limits change: to a window's own where it begins, back to the one outside where it ends and no other begins.
 *
 * @param outside Limit at all other hours, MB/s. Undefined: all of the line.
 */
export function limitChanges({ hours }: Pick<Windows, "hours">, outside: number | undefined): LimitChange[] {
  const limits = new Map<string, number | undefined>();
  const spans = hours.flatMap(({ weekdays = week, from, to, bandwidthMBps }) =>
    weekdays.map((weekday) => {
      const day = week.indexOf(weekday);
      return { begins: `${day} ${from}`, ends: `${to <= from ? (day + 1) % 7 : day} ${to}`, bandwidthMBps };
    }),
  );
  for (const { ends } of spans) limits.set(ends, outside);
  for (const { begins, bandwidthMBps } of spans) limits.set(begins, bandwidthMBps);

  const days = new Map<string, number[]>();
  for (const [moment, limit] of [...limits].sort()) {
    const [day = "", time = ""] = moment.split(" ");
    const change = `${time} ${limit ?? "full"}`;
    days.set(change, [...(days.get(change) ?? []), Number(day)]);
  }
  return [...days].sort().map(([change, on]) => {
    const [time = "", limit = ""] = change.split(" ");
    const [hour, minute] = time.split(":").map(Number);
    return {
      cron: `cron(${minute} ${hour} ? * ${on.map((day) => week[day]?.slice(0, 3).toUpperCase()).join(",")} *)`,
      bandwidthMBps: limit === "full" ? undefined : Number(limit),
      label: `${time.replace(":", "")}-${limit}`,
    };
  });
}
