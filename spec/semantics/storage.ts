import { findInstanceType } from "../../catalog/instanceTypes";
import { findRegion, regionNames } from "../../catalog/regions";
import { s3ExpressZones } from "../../catalog/storage";
import { usesEfa } from "../fabric";
import type { Finding } from "../finding";
import { lustreSizeProblem, lustreUsesEfa } from "../lustre";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { Pool, Stack } from "../stack";

/** Passes when each bucket that something else names is in `storage.buckets`. */
export function namedBucketsExist({ storage }: Stack): Finding[] {
  const names = storage.buckets.map(({ name }) => name);
  const named: [Path, string][] = [
    ...(storage.lustre ?? []).flatMap(({ links = [] }, index) =>
      links.map(({ bucket }, link): [Path, string] => [["storage", "lustre", index, "links", link, "bucket"], bucket]),
    ),
  ];
  return named.flatMap(([path, found]) =>
    names.includes(found)
      ? []
      : [{ path, message: "is not a bucket of this file", found, allowed: names, ...hinted(found, names) }],
  );
}

/** Passes when what stands beside a pool names one that has a zone. */
export function storagePoolsHaveZones({ storage, pools }: Stack): Finding[] {
  const named: [Path, string][] = [
    ...(storage.hotBuckets ?? []).map(({ pool }, index): [Path, string] => [
      ["storage", "hotBuckets", index, "pool"],
      pool,
    ]),
    ...(storage.lustre ?? []).map(({ pool }, index): [Path, string] => [["storage", "lustre", index, "pool"], pool]),
  ];
  const placed = pools.filter(({ zone }) => zone !== undefined).map(({ name }) => name);
  return named.flatMap(([path, found]) => {
    if (placed.includes(found)) return [];
    const exists = pools.some(({ name }) => name === found);
    const message = exists ? "has no zone to stand in: give the pool one" : "is not a pool of this file";
    return [{ path, message, found, allowed: placed, ...hinted(found, placed) }];
  });
}

/** Passes when the zones of directory buckets have S3 Express One Zone. */
export function hotBucketZonesOffered({ region, storage, pools }: Stack): Finding[] {
  const zones = s3ExpressZones(region);
  return (storage.hotBuckets ?? []).flatMap(({ pool }, index) => {
    const zone = poolOf(pools, pool)?.zone;
    if (zone === undefined || zones.includes(zone)) return [];
    const message = `stands in ${zone}, which has no S3 Express One Zone`;
    const hint =
      zones.length > 0 ? `${zones.join(", ")} have it.` : `The catalogue knows no zone of ${region} with it.`;
    return [{ path: ["storage", "hotBuckets", index, "pool"], message, found: pool, hint }];
  });
}

/** Passes when FSx makes file systems of that size, and backs them up where that is asked. */
export function lustreFits({ storage, pools }: Stack): Finding[] {
  return (storage.lustre ?? []).flatMap((lustre, index) => {
    const path = ["storage", "lustre", index];
    const pool = poolOf(pools, lustre.pool);
    const type = pool && findInstanceType(pool.instanceType);
    const poolHasEfa = pool !== undefined && type !== undefined && usesEfa(pool, type);
    const findings: Finding[] = [];
    if (lustre.efa && type && !poolHasEfa) {
      findings.push({ path: [...path, "efa"], message: `${lustre.pool} has no EFA`, hint: "Leave efa out" });
    }
    const problem = lustreSizeProblem(lustre, lustreUsesEfa(lustre, poolHasEfa));
    if (problem) findings.push({ path: [...path, "sizeGiB"], ...problem, found: String(lustre.sizeGiB) });
    if (lustre.links?.length && lustre.backupDays) {
      findings.push({
        path: [...path, "backupDays"],
        message: "FSx backs up no file system that is linked to buckets",
        found: String(lustre.backupDays),
        hint: "Leave it out: linked data lives in its buckets",
      });
    }
    return findings;
  });
}

/** Passes when buckets and databases are copied to another region that the catalogue holds. */
export function replicaRegionFits({ region, storage }: Stack): Finding[] {
  const { replicaRegion, buckets, databases: { aurora = [] } = {} } = storage;
  const path = ["storage", "replicaRegion"];
  if (replicaRegion === undefined) {
    const message = "needs storage.replicaRegion, where the copy lives";
    const copied = buckets.findIndex(({ replicate }) => replicate);
    const shared = aurora.findIndex(({ global }) => global);
    return [
      ...(copied < 0 ? [] : [{ path: ["storage", "buckets", copied, "replicate"], message }]),
      ...(shared < 0 ? [] : [{ path: ["storage", "databases", "aurora", shared, "global"], message }]),
    ];
  }
  if (replicaRegion === region) return [{ path, message: "is the stack's own region", found: replicaRegion }];
  if (findRegion(replicaRegion)) return [];
  const message = "is not a region in the catalogue";
  return [{ path, message, found: replicaRegion, ...hinted(replicaRegion, regionNames()) }];
}

/** Passes when the alarm of each database's copy has a topic in the copy's region: CloudWatch tells no other. */
export function globalDatabaseTopicsThere({ storage }: Stack): Finding[] {
  const { replicaRegion, databases: { aurora = [] } = {} } = storage;
  return aurora.flatMap(({ global }, index) => {
    const region = global?.alarmTopic.split(":")[3];
    if (region === undefined || replicaRegion === undefined || region === replicaRegion) return [];
    const message = `is in ${region}, and the copy in ${replicaRegion}: its alarms tell topics there alone`;
    return [{ path: ["storage", "databases", "aurora", index, "global", "alarmTopic"], message }];
  });
}

function poolOf(pools: readonly Pool[], name: string): Pool | undefined {
  return pools.find((pool) => pool.name === name);
}

function hinted(found: string, names: readonly string[]): { hint?: string } {
  const hint = didYouMean(found, names);
  return hint === undefined ? {} : { hint };
}
