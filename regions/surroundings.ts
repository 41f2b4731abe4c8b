import { areasOf, regionsIn } from "../catalog/areas";
import { findInstanceType } from "../catalog/instanceTypes";
import { addonVersion, findKubernetesVersion, kubernetesVersions } from "../catalog/kubernetes";
import { regionNames } from "../catalog/regions";
import { s3ExpressZones } from "../catalog/storage";
import type { Stack } from "../spec/stack";
import { type Change, type Step, valueText } from "./change";
import { nearestGeneralType, regionZonesOffering } from "./instanceTypes";

// What a region takes from its surroundings: its system nodes, its version, its images, the region that stands by for it.

/** The system pool's type there, or why there is none. */
export function systemType(stack: Stack, region: string): { type: string; changes: Change[] } | { refusal: string } {
  const wanted = stack.cluster.systemPool.instanceType;
  // A cluster spans two zones at least.
  if (regionZonesOffering(wanted, region).length >= 2) return { type: wanted, changes: [] };
  const type = findInstanceType(wanted);
  const nearest = type && nearestGeneralType(type, region, 2);
  if (!nearest)
    return { refusal: `${region} offers neither ${wanted} nor another of its size for the cluster's own services.` };
  const change = {
    path: ["cluster", "systemPool", "instanceType"],
    from: wanted,
    to: nearest,
    because: `${region} offers no ${wanted}; ${nearest} is of the same size`,
    comment: true,
  };
  return { type: nearest, changes: [change] };
}

/** Keeps the Kubernetes version while EKS supports it, else takes the newest that the catalogue has add-ons for. */
export function supportedVersion({ cluster: { version } }: Stack, today: string): Change[] {
  const supported = (candidate: string) => (findKubernetesVersion(candidate)?.standardSupportEnds ?? "") >= today;
  if (supported(version)) return [];
  const newest = kubernetesVersions().findLast(
    (each) => supported(each) && addonVersion("vpc-cni", each) !== undefined,
  );
  const because = `EKS' standard support of ${version} ended on ${findKubernetesVersion(version)?.standardSupportEnds}`;
  return newest === undefined ? [] : [{ path: ["cluster", "version"], from: version, to: newest, because }];
}

/** Data may live where the region is: its union or country, where the source's residency does not reach it. */
export function residency(stack: Stack, region: string): Change[] {
  const [from = [], to] = [stack.residency, residencyIn(stack, region)];
  if (to.join() === from.join()) return [];
  const because = `${region} is in ${areasOf(region).join(", ")}: what its users were promised decides`;
  return [{ path: ["residency"], from: from.join(", "), to, because, comment: true }];
}

function residencyIn({ residency: from = [] }: Stack, region: string): string[] {
  const areas = areasOf(region);
  return from.length === 0 || areas.some((area) => from.includes(area)) ? from : areas.slice(0, 1);
}

/** The region that backups and copies go to: another one, of the same country or union where there is one. */
export function otherRegions(stack: Stack, region: string): Change[] {
  const { recovery, storage } = stack;
  return [
    ...standbyChange(stack, region, ["recovery", "otherRegion"], recovery?.otherRegion),
    ...standbyChange(stack, region, ["storage", "replicaRegion"], storage.replicaRegion).flatMap((change) => [
      change,
      ...(change.to === undefined ? noReplicas(storage, change) : []),
      ...noGlobalDatabases(storage, change),
    ]),
  ];
}

function noReplicas({ buckets }: Stack["storage"], change: Change): Change[] {
  const copied = buckets.filter(({ replicate }) => replicate);
  return copied.map(({ name }) => ({
    ...change,
    path: ["storage", "buckets", { named: name }, "replicate"],
    from: "true",
  }));
}

/** A database's copy stands in a network of the region that it was in. */
function noGlobalDatabases(
  { databases: { aurora = [] } = {}, replicaRegion }: Stack["storage"],
  { to }: Change,
): Change[] {
  const because =
    to === undefined
      ? "its data may leave the region no more"
      : `its network, groups and topic are ${replicaRegion}'s: name those of ${valueText(to)}`;
  return aurora
    .filter(({ global }) => global)
    .map(({ name, global }) => ({
      path: ["storage", "databases", "aurora", { named: name }, "global"],
      from: global?.subnetGroup,
      to: undefined,
      because,
    }));
}

function standbyChange(stack: Stack, region: string, path: Step[], from: string | undefined): Change[] {
  if (from === undefined) return [];
  const { region: to, because } = standby(stack, region, from);
  return because === "" ? [] : [{ path, from, to, because }];
}

interface Standby {
  /** Undefined where data may live in no other region. */
  region: string | undefined;
  because: string;
}

/** Another region where data may live, else of the same part of the world and able to take the pools over, else the source's. */
function standby(stack: Stack, region: string, current: string): Standby {
  const promised = residencyIn(stack, region);
  const areas = promised.length > 0 ? promised : areasOf(region);
  const near = regionsIn(areas).filter((other) => other !== region);
  if (near.includes(current)) return { region: current, because: "" };
  const byPools = (a: string, b: string) => poolsOffered(stack, b) - poolsOffered(stack, a) || (a < b ? -1 : 1);
  const [inArea] = near.sort(byPools);
  if (inArea) return { region: inArea, because: `copies stay in the same area, ${areas[0]}` };
  if (promised.length > 0)
    return { region: undefined, because: `data may live in ${promised.join(", ")}, which has no other region` };
  const part = (name: string) => name.split("-")[0];
  const [inPart] = regionNames()
    .filter((other) => other !== region && part(other) === part(region) && poolsOffered(stack, other) > 0)
    .sort(byPools);
  const because = `the country, ${areas[0]}, has no other region: copies leave it, so take this out where they must not`;
  return { region: inPart ?? (current === region ? stack.region : current), because };
}

const poolsOffered = ({ pools }: Stack, region: string) =>
  pools.filter(({ instanceType }) => regionZonesOffering(instanceType, region).length > 0).length;

const registryOf = (region: string) => new RegExp(`^([0-9]{12}\\.dkr\\.ecr\\.)${region}(\\.amazonaws\\.com/)`);

/** Images come from the region's own registry: one that pulls from another does not start when that one is away. */
export function images(stack: Stack, region: string): Change[] {
  const { workloads = [], serving = [], cleaning = [], storage } = stack;
  const lists: [Step[], readonly { name: string; image: string }[]][] = [
    [["workloads"], workloads],
    [["serving"], serving],
    [["cleaning"], cleaning],
    [["storage", "hdfs"], storage.hdfs ?? []],
  ];
  return lists.flatMap(([list, items]) =>
    items.flatMap(({ name, image }): Change[] => {
      const to = image.replace(registryOf(stack.region), `$1${region}$2`);
      if (to === image) return [];
      const because = `the region's own registry: push or replicate the image there`;
      return [{ path: [...list, { named: name }, "image"], from: image, to, because }];
    }),
  );
}

/** What stands on something that the region does not have. */
export function absentServices({ network, storage }: Stack, region: string): Change[] {
  const express = s3ExpressZones(region).length > 0;
  return [
    ...(network.localZone === undefined
      ? []
      : [
          {
            path: ["network", "localZone"],
            from: network.localZone,
            to: undefined,
            because: "a Local Zone hangs on its region",
          },
        ]),
    ...(express ? [] : (storage.hotBuckets ?? [])).map(({ name }) => ({
      path: ["storage", "hotBuckets", { named: name }],
      from: name,
      to: undefined,
      because: `the catalogue knows no zone of ${region} with S3 Express One Zone`,
    })),
    ...(storage.sync ?? [])
      .filter(({ agent }) => "arn" in agent)
      .map(({ name }) => ({
        path: ["storage", "sync", { named: name }],
        from: name,
        to: undefined,
        because: `a DataSync agent is active in one region: activate another one for ${region}`,
      })),
  ];
}

/** Accepted findings name resources, which carry the stack's name. */
export function exceptions({ exceptions: accepted = [] }: Stack, from: string, to: string): Change[] {
  return accepted.flatMap(({ resource }, index) => {
    const renamed = resource?.replace(`::${from}-`, `::${to}-`);
    if (renamed === resource) return [];
    const because = "the stack's own resource: see whether it is acceptable here too";
    return [{ path: ["exceptions", index, "resource"], from: resource ?? "", to: renamed, because }];
  });
}
