import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { Stack, Sync } from "../stack";

/** Passes when each sync writes into a bucket of the file, under a prefix that nobody else writes. */
export function syncDestinationsOwned(stack: Stack): Finding[] {
  const buckets = stack.storage.buckets.map(({ name }) => name);
  const syncs = entries(stack);
  return syncs.flatMap(([{ to }, path], index): Finding[] => {
    if (!buckets.includes(to.bucket)) {
      const hint = didYouMean(to.bucket, buckets);
      const message = "is not a bucket of this file";
      const at = [...path, "to", "bucket"];
      return [{ path: at, message, found: to.bucket, allowed: buckets, ...(hint && { hint }) }];
    }
    const other = [...syncs.slice(0, index).map(writerOf), ...lustreWriters(stack)].find((writer) =>
      overlap(writer, to),
    );
    if (!other) return [];
    const message = `overlaps with what ${other.who} writes: one prefix, one writer`;
    return [{ path: [...path, "to", "prefix"], message, found: to.prefix, hint: "Give it a prefix of its own" }];
  });
}

/** Passes when runs are nearer to each other than the lag that alarms, as far as a rate tells. */
export function syncLagPossible(stack: Stack): Finding[] {
  return entries(stack).flatMap(([{ schedule, maxLagHours = 26 }, path]) => {
    const [, count, unit = ""] = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule) ?? [];
    const hours = Number(count) * (unit === "day" ? 24 : 1);
    if (!(hours >= maxLagHours)) return [];
    const message = `is no longer than the time between two runs, ${hours} hours: the alarm would never be silent`;
    return [{ path: [...path, "maxLagHours"], message, found: String(maxLagHours) }];
  });
}

/** Passes when no two windows of a sync hold at once. */
export function bandwidthWindowsApart(stack: Stack): Finding[] {
  return entries(stack).flatMap(([{ bandwidthWindows }, path]) => {
    const taken = new Map<number, number>();
    return (bandwidthWindows?.hours ?? []).flatMap((window, index): Finding[] => {
      const minutes = minutesOf(window);
      const other = minutes.map((minute) => taken.get(minute)).find((one) => one !== undefined);
      for (const minute of minutes) taken.set(minute, index);
      if (other === undefined) return [];
      const message = `overlaps with the window ${other}: one limit at a time`;
      return [
        { path: [...path, "bandwidthWindows", "hours", index], message, found: `${window.from} to ${window.to}` },
      ];
    });
  });
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
const day = 24 * 60;

/** The minutes of a week, from Monday on, in which a window holds. */
function minutesOf({ weekdays: on, from, to }: Window): number[] {
  const [begins, ends] = [minuteOf(from), minuteOf(to)];
  const length = ends > begins ? ends - begins : ends + day - begins;
  return (on ?? weekdays).flatMap((weekday) =>
    Array.from({ length }, (_, minute) => (weekdays.indexOf(weekday) * day + begins + minute) % (7 * day)),
  );
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

type Window = NonNullable<Sync["bandwidthWindows"]>["hours"][number];

interface Writer {
  who: string;
  bucket: string;
  prefix: string;
}

function writerOf([{ name, to }]: [Sync, Path]): Writer {
  return { who: `the sync ${name}`, ...to };
}

/** File systems that write changed files back. */
function lustreWriters({ storage }: Stack): Writer[] {
  return (storage.lustre ?? []).flatMap(({ name, links = [] }) =>
    links
      .filter((link) => link.export)
      .map(({ bucket, prefix = "" }) => ({ who: `the file system ${name}`, bucket, prefix })),
  );
}

function overlap(writer: Writer, { bucket, prefix }: Sync["to"]): boolean {
  return writer.bucket === bucket && (writer.prefix.startsWith(prefix) || prefix.startsWith(writer.prefix));
}

function entries({ storage }: Stack): [Sync, Path][] {
  return (storage.sync ?? []).map((sync, index): [Sync, Path] => [sync, ["storage", "sync", index]]);
}
