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
