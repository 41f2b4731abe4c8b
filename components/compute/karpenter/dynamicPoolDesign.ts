import * as pulumi from "@pulumi/pulumi";
import { type InstanceType, findInstanceType } from "../../../catalog/instanceTypes";
import { type NetworkInterfaceSlot, fabricInterfaces } from "../../../catalog/networkInterfaces";
import { zonesOffering } from "../../../catalog/regions";
import type { DynamicPool as DynamicPoolSpec } from "../../../spec/stack";
import { al2023UserData, bottlerocketUserData, efaHugePages } from "../nodeConfig";
import { acceleratorResource, nodeLabels } from "../nodeMarks";

/** Every choice that a dynamic pool's objects carry, made from the stack file and the catalogue alone. */
export interface DynamicPoolDesign {
  types: InstanceType[];
  /** Zone ids, sorted. */
  zones: string[];
  architecture: "amd64" | "arm64";
  /** Karpenter's capacity types. */
  capacityTypes: string[];
  /** Empty without EFA: Karpenter then attaches the ordinary one. */
  interfaces: NetworkInterfaceSlot[];
  imageAlias: string;
  /** Make the local NVMe disks one RAID-0 for containers. */
  localRaid: boolean;
  userData: string;
  labels: Record<string, string>;
  /** The extended resource of the accelerators, which the pool's limit and taint name. */
  resource: string;
}

/**
 * Designs a dynamic pool for a VPC that spans `vpcZones`.
 *
 * @throws pulumi.RunError where it cannot exist there.
 */
export function designDynamicPool(pool: DynamicPoolSpec, region: string, vpcZones: string[]): DynamicPoolDesign {
  const types = pool.instanceTypes.map((name) => acceleratedType(pool, name));
  const [first] = types;
  if (!first?.accelerator) return refuse(pool, "it names no instance type");
  const family = pool.imageFamily ?? "al2023";
  const setup = {
    // Karpenter's own instanceStorePolicy does it.
    hugePages: pool.efa ? efaHugePages : undefined,
    alignToNuma: true,
  };
  return {
    types,
    zones: zonesOf(pool, types, region, vpcZones),
    architecture: first.architecture === "arm64" ? "arm64" : "amd64",
    capacityTypes: [...(pool.reservations ? ["reserved"] : []), ...(pool.capacity ?? ["on-demand"])],
    interfaces: pool.efa ? fabricInterfaces(first) : [],
    imageAlias: `${family}@latest`,
    localRaid: types.some(({ localNvme }) => localNvme),
    userData: family === "al2023" ? al2023UserData(setup) : bottlerocketUserData(setup),
    labels: labelsOf(pool, types, family),
    resource: acceleratorResource(first.accelerator),
  };
}

function acceleratedType(pool: DynamicPoolSpec, name: string): InstanceType {
  const type = findInstanceType(name);
  if (!type?.accelerator) return refuse(pool, `${name} is not an accelerated type of the catalogue`);
  return type;
}

function zonesOf(pool: DynamicPoolSpec, types: InstanceType[], region: string, vpcZones: string[]): string[] {
  const offering = vpcZones
    .filter((zone) => types.some(({ name }) => zonesOffering(name, region).includes(zone)))
    .filter((zone) => pool.zone === undefined || zone === pool.zone)
    .sort();
  if (offering.length > 0) return offering;
  return refuse(pool, `none of the network's zones (${vpcZones.join(", ")}) offers ${pool.instanceTypes.join(", ")}`);
}

/** The accelerator's label stands only where all nodes have the same. */
function labelsOf(pool: DynamicPoolSpec, types: InstanceType[], family: "al2023" | "bottlerocket") {
  const [first, ...others] = types.map((type) => nodeLabels(pool.name, type, pool.efa ?? false, family));
  const shared = Object.entries(first ?? {}).filter(([key, value]) => others.every((labels) => labels[key] === value));
  return { ...Object.fromEntries(shared), ...pool.labels };
}

function refuse(pool: Pick<DynamicPoolSpec, "name">, why: string): never {
  throw new pulumi.RunError(`dynamic pool ${pool.name}: ${why}`);
}
