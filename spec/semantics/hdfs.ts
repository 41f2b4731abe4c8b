import { findInstanceType } from "../../catalog/instanceTypes";
import { zonesOffering } from "../../catalog/regions";
import type { Finding } from "../finding";
import { hdfsZones } from "../hdfs";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import { mostNodes } from "../quota";
import type { Hdfs, Pool, Stack } from "../stack";
import { namespaceOf } from "../teams";
import { networkZones } from "../zones";

/** Passes when local disks become volumes only where the type has some and the image can mount them. */
export function localDisksMountable({ pools }: Stack): Finding[] {
  return pools.flatMap(({ instanceType, localDisks, imageFamily }, index) => {
    const type = findInstanceType(instanceType);
    if (localDisks !== "volumes" || !type) return [];
    const path = ["pools", index, "localDisks"];
    const hint = "Leave localDisks out, or name a type that has local disks, such as i4i.4xlarge";
    if (!type.localNvme && !type.localHdd) {
      return [{ path, message: `${instanceType} has no local disks`, found: localDisks, hint }];
    }
    if (imageFamily !== "bottlerocket") return [];
    return [{ path, message: "Bottlerocket makes one array of its disks", found: localDisks, hint: "Use al2023" }];
  });
}

/** Passes when each HDFS cluster has a pool that can carry it: local disks as volumes, in every zone, and enough nodes. */
export function hdfsFitsPool(stack: Stack): Finding[] {
  return entries(stack).flatMap(([hdfs, path]) => {
    const names = stack.pools.map(({ name }) => name);
    const pool = stack.pools.find(({ name }) => name === hdfs.pool);
    if (pool) return [...poolFits(hdfs, pool, path), ...zonesFit(hdfs, pool, stack, path)];
    const hint = didYouMean(hdfs.pool, names);
    const message = "is not a pool of this file";
    return [{ path: [...path, "pool"], message, found: hdfs.pool, allowed: names, ...(hint && { hint }) }];
  });
}

function poolFits(hdfs: Hdfs, pool: Pool, path: Path): Finding[] {
  const findings: Finding[] = [];
  const problem = (key: string, message: string, found: string, hint?: string) =>
    findings.push({ path: [...path, key], message, found, ...(hint && { hint }) });
  if (findInstanceType(pool.instanceType)?.accelerator) {
    problem("pool", "has accelerators: data nodes would stand where training runs", pool.name);
  } else if (pool.localDisks !== "volumes") {
    problem("pool", "keeps its local disks for itself", pool.name, `Give pool ${pool.name} localDisks: volumes`);
  }
  const most = mostNodes(pool.nodes);
  if (hdfs.dataNodes > most) {
    problem("dataNodes", `is more than pool ${pool.name} has nodes, ${most}`, String(hdfs.dataNodes));
  }
  return findings;
}

function zonesFit(hdfs: Hdfs, pool: Pool, stack: Stack, path: Path): Finding[] {
  const known = pool.zone === undefined ? networkZones(stack) : [pool.zone];
  const offering = zonesOffering(pool.instanceType, stack.region);
  return hdfsZones(hdfs, pool, networkZones(stack)).flatMap((zone, index): Finding[] => {
    const at = hdfs.zones ? [...path, "zones", index] : [...path, "pool"];
    if (!known.includes(zone)) {
      return [{ path: at, message: `pool ${pool.name} has no nodes there`, found: zone, allowed: known }];
    }
    if (offering.length === 0 || offering.includes(zone)) return [];
    const usable = known.filter((candidate) => offering.includes(candidate));
    const hint = `Name the zones: ${usable.join(", ")}`;
    return [{ path: at, message: `no ${pool.instanceType} is offered in ${zone}`, found: pool.name, hint }];
  });
}

/** Passes when encrypted calls have certificates for the pages beside them: secure data nodes serve nothing in the clear. */
export function kerberosHasTls(stack: Stack): Finding[] {
  return entries(stack).flatMap(([{ kerberos, tls }, path]) =>
    kerberos && !tls
      ? [{ path: [...path, "kerberos"], message: "needs tls: secure data nodes serve HTTPS alone" }]
      : [],
  );
}

/** Passes when a cluster's namespace is no team's: it has the namespace to itself. */
export function hdfsNamespacesFree(stack: Stack): Finding[] {
  const teams = (stack.scheduling?.teams ?? []).map(namespaceOf);
  return entries(stack).flatMap(([{ name, formerly }, path]) => {
    const namespace = formerly?.[0] ?? name;
    if (!teams.includes(namespace)) return [];
    return [{ path: [...path, "name"], message: "is a team's namespace", found: namespace, hint: "Name it otherwise" }];
  });
}

function entries({ storage }: Stack): [Hdfs, Path][] {
  return (storage.hdfs ?? []).map((hdfs, index): [Hdfs, Path] => [hdfs, ["storage", "hdfs", index]]);
}
