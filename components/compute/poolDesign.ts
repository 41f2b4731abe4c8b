import * as pulumi from "@pulumi/pulumi";
import { type EdgeKind, edgeServices } from "../../catalog/edge";
import { type InstanceType, findInstanceType } from "../../catalog/instanceTypes";
import { type NetworkInterfaceSlot, fabricInterfaces, primaryInterface } from "../../catalog/networkInterfaces";
import { zonesOffering } from "../../catalog/regions";
import { usesEfa } from "../../spec/fabric";
import type { Pool } from "../../spec/stack";
import { type Capacity, capacityOf } from "./capacity";
import { amiType } from "./images";
import type { RootVolume } from "./launchTemplate";
import { al2023UserData, bottlerocketUserData, efaHugePages } from "./nodeConfig";
import { nodeLabels, type NodeTaint, nodeTaints } from "./nodeMarks";
import { type Scaling, scaling } from "./nodes";

/** Every choice that a pool's resources carry, made from the stack file and the catalogue alone. */
export interface PoolDesign {
  type: InstanceType;
  /** Zone ids, sorted. */
  zones: string[];
  efa: boolean;
  interfaces: NetworkInterfaceSlot[];
  placementGroup: boolean;
  capacity: Capacity;
  scaling: Scaling;
  amiType: string;
  userData: string;
  rootVolumes: Omit<RootVolume, "keyArn">[];
  labels: Record<string, string>;
  taints: NodeTaint[];
}

/**
 * Designs a pool for a VPC that spans `vpcZones`, or for a site at the edge in one of them.
 *
 * @throws pulumi.RunError where the pool cannot exist there.
 */
export function designPool(pool: Pool, region: string, vpcZones: string[], edge?: EdgeKind): PoolDesign {
  const type = knownType(pool);
  const efa = usesEfa(pool, type);
  if (pool.efa && !efa) refuse(pool, `${type.name} has no EFA: leave efa out`);
  const capacity = capacityOf(pool);
  const family = pool.imageFamily ?? "al2023";
  const setup = {
    localDisks: localDisks(pool, type, family),
    hugePages: efa ? efaHugePages : undefined,
    alignToNuma: type.accelerator !== undefined,
  };
  return {
    type,
    efa,
    capacity,
    zones: zonesOf(pool, type, efa, region, vpcZones),
    interfaces: efa ? fabricInterfaces(type) : [primaryInterface],
    placementGroup: pool.placementGroup ?? (efa && capacity.capacityType === "ON_DEMAND" && !capacity.reserved),
    // A block's nodes wait for its start.
    scaling: capacity.window ? { ...scaling(pool.nodes), minSize: 0, desiredSize: 0 } : scaling(pool.nodes),
    amiType: amiType(type, family),
    userData: family === "al2023" ? al2023UserData(setup) : bottlerocketUserData(setup),
    rootVolumes: rootVolumes(family, pool.rootVolumeGiB ?? 200, edge),
    labels: nodeLabels(pool.name, type, efa, family),
    taints: nodeTaints(type),
  };
}

function localDisks(
  pool: Pool,
  type: InstanceType,
  family: "al2023" | "bottlerocket",
): "raid0" | "volumes" | undefined {
  if (pool.localDisks !== "volumes") return type.localNvme && "raid0";
  if (!type.localNvme && !type.localHdd) refuse(pool, `${type.name} has no local disks: leave localDisks out`);
  if (family === "bottlerocket") refuse(pool, "Bottlerocket makes one array of its local disks: use al2023");
  return "volumes";
}

function knownType(pool: Pool): InstanceType {
  const type = findInstanceType(pool.instanceType);
  return type ?? refuse(pool, `the catalogue does not hold ${pool.instanceType}; "aidc catalog show" lists its types`);
}

function zonesOf(pool: Pool, type: InstanceType, efa: boolean, region: string, vpcZones: string[]): string[] {
  if (pool.zone) {
    if (vpcZones.includes(pool.zone)) return [pool.zone];
    refuse(pool, `no subnet in its zone ${pool.zone}; the network spans ${vpcZones.join(", ")}`);
  }
  const offering = zonesOffering(type.name, region).filter((zone) => vpcZones.includes(zone));
  if (efa) {
    refuse(pool, `a fabric lives in one zone: set zone to one of ${offering.join(", ") || "the zones that offer it"}`);
  }
  if (offering.length > 0) return offering;
  return refuse(pool, `none of the network's zones (${vpcZones.join(", ")}) offers ${type.name}`);
}

function rootVolumes(
  family: "al2023" | "bottlerocket",
  sizeGiB: number,
  edge: EdgeKind | undefined,
): PoolDesign["rootVolumes"] {
  const { volumeType } = edge ? edgeServices(edge) : {};
  // Images are tens of GB: gp3's default throughput would make them the slowest part of a start.
  const data = volumeType ? { sizeGiB, volumeType } : { sizeGiB, throughput: 500, iops: 4000 };
  if (family === "al2023") return [{ deviceName: "/dev/xvda", ...data }];
  // Bottlerocket keeps its system apart, on a small volume of its own.
  return [
    { deviceName: "/dev/xvda", sizeGiB: 4, volumeType },
    { deviceName: "/dev/xvdb", ...data },
  ];
}

function refuse(pool: Pick<Pool, "name">, why: string): never {
  throw new pulumi.RunError(`pool ${pool.name}: ${why}`);
}
