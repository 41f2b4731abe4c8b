import { type InstanceType, findInstanceType, instanceTypeNames } from "../catalog/instanceTypes";
import { localZonesOf, zonesOffering } from "../catalog/regions";
import { ultraServerOf } from "../catalog/ultraServers";

/** What a pool's nodes must keep when they become another type. */
export interface Wanted {
  type: InstanceType;
  /** Whether its nodes speak over EFA. */
  fabric: boolean;
  /** How it is bought. */
  capacity: "on-demand" | "spot";
}

export interface Nearest {
  type: InstanceType;
  /** False where a node loses so much that what ran on the wanted one may not run. */
  near: boolean;
  /** What a node has for what it had. */
  comparison: string;
}

/** Half, as vendors round memory: what filled one accelerator fits on two of these. An L4 has 22 GiB to an L40S's 45. */
const leastMemoryShare = 0.45;

/** Zones of the region itself, without Local Zones, that offer the type. */
export function regionZonesOffering(type: string, region: string): string[] {
  const local = localZonesOf(region).map(({ zone }) => zone);
  return zonesOffering(type, region).filter((zone) => !local.includes(zone));
}

/**
 * The accelerator types of the region that could take the place of the wanted one, the nearest first: same maker and architecture, so
 * that images run; as many accelerators a node, so that workloads are divided as before. Then by memory and BF16 throughput.
 */
export function nearestTypes({ type: wanted, fabric, capacity }: Wanted, region: string): Nearest[] {
  const candidates = instanceTypeNames()
    .filter((name) => regionZonesOffering(name, region).length > 0 && !ultraServerOf(name))
    .flatMap((name) => findInstanceType(name) ?? [])
    .filter(
      (type) =>
        type.accelerator !== undefined &&
        type.accelerator.manufacturer === wanted.accelerator?.manufacturer &&
        type.accelerator.count === wanted.accelerator.count &&
        type.architecture === wanted.architecture &&
        type.capacity.includes(capacity),
    );
  return candidates
    .map((type) => ({ type, near: isNear(type, wanted, fabric), comparison: comparison(type, wanted, fabric) }))
    .sort(
      (a, b) =>
        Number(b.near) - Number(a.near) ||
        distance(a.type, wanted) - distance(b.type, wanted) ||
        (a.type.name < b.type.name ? -1 : 1),
    );
}

/** The type without accelerators that is most like the wanted one: same size and architecture, the newest of its family. */
export function nearestGeneralType(wanted: InstanceType, region: string, zones: number): string | undefined {
  const [family] = wanted.name.split(/\d/);
  return instanceTypeNames()
    .flatMap((name) => findInstanceType(name) ?? [])
    .filter(
      ({ name, accelerator, vcpus, memoryGiB, architecture }) =>
        !accelerator &&
        name.split(/\d/)[0] === family &&
        vcpus === wanted.vcpus &&
        memoryGiB === wanted.memoryGiB &&
        architecture === wanted.architecture &&
        regionZonesOffering(name, region).length >= zones,
    )
    .map(({ name }) => name)
    .sort((a, b) => generation(b) - generation(a) || (a < b ? -1 : 1))[0];
}

const generation = (name: string) => Number(/\d/.exec(name)?.[0] ?? 0);

function isNear(type: InstanceType, wanted: InstanceType, fabric: boolean): boolean {
  const memory = (type.accelerator?.memoryGiB ?? 0) / (wanted.accelerator?.memoryGiB ?? Infinity);
  return memory >= leastMemoryShare && (!fabric || type.network.maxEfaInterfaces > 0);
}

/** How far a type is from another, in doublings of memory and throughput; having less memory counts twice. */
function distance({ accelerator }: InstanceType, { accelerator: wanted }: InstanceType): number {
  const memory = doublings(accelerator?.memoryGiB, wanted?.memoryGiB);
  const throughput = doublings(accelerator?.bf16Tflops, wanted?.bf16Tflops);
  return Math.abs(memory) * (memory < 0 ? 2 : 1) + Math.abs(throughput);
}

/** A figure that no source gives is as far as can be. */
const doublings = (a: number | undefined, b: number | undefined) => (a && b ? Math.log2(a / b) : 10);

/** What a node has for what it had. */
export function comparison(type: InstanceType, wanted: InstanceType, fabric: boolean): string {
  const [has, had] = [type.accelerator, wanted.accelerator];
  if (!has || !had) return "";
  const parts = [
    `${has.count} × ${has.name} for ${had.count} × ${had.name}`,
    `${has.memoryGiB} for ${had.memoryGiB} GiB each`,
    ...(has.bf16Tflops && had.bf16Tflops ? [`${has.bf16Tflops} for ${had.bf16Tflops} BF16 TFLOP/s`] : []),
    ...(fabric
      ? [
          type.network.maxEfaInterfaces > 0
            ? `a fabric of ${type.network.gbps} for ${wanted.network.gbps} Gbit/s`
            : "no fabric",
        ]
      : []),
  ];
  return parts.join(", ");
}
