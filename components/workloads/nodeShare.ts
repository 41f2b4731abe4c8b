import { findInstanceType } from "../../catalog/instanceTypes";
import { fabricInterfaces } from "../../catalog/networkInterfaces";
import { usesEfa } from "../../spec/fabric";
import type { Pool } from "../../spec/stack";
import { efaHugePages } from "../compute/nodeConfig";
import { acceleratorResource } from "../compute/nodeMarks";

/** What a pod takes of a node, and gets whole: requests and limits alike, so that its cores are its own. */
export interface NodeShare {
  /** As a container's resources take it. */
  resources: Record<string, string>;
  memoryGiB: number;
}

/** The parts of a pool that decide what its pods may take. */
export type PodPool = Pick<Pool, "name" | "instanceType" | "zone" | "efa">;

/** What pods can have of a node; the rest is the kernel's, the kubelet's reserve and the node's daemons'. */
const usableCpu = 0.95;
const usableMemory = 0.85;
const hugePageMiB = 2;

/**
 * The share of a node that goes with some of its accelerators: so much of its cores, memory and EFA interfaces. Huge pages,
 * libfabric's buffers, go to whoever has interfaces, whole. `ofRest` leaves room for pods without accelerators.
 */
export function nodeShare(pool: PodPool, accelerators: number, ofRest = 1): NodeShare {
  const type = knownType(pool);
  const part = accelerators / type.accelerator.count;
  const interfaces = usesEfa(pool, type)
    ? fabricInterfaces(type).filter(({ interfaceType }) => interfaceType !== "interface").length
    : 0;
  const efa = Math.floor(interfaces * part);
  const hugePagesMiB = efa > 0 ? Math.floor(efaHugePages * part) * hugePageMiB : 0;
  const memoryGiB = Math.floor(
    (type.memoryGiB * usableMemory - (interfaces > 0 ? (efaHugePages * hugePageMiB) / 1024 : 0)) * part * ofRest,
  );
  return {
    memoryGiB,
    resources: {
      cpu: String(Math.max(1, Math.floor(type.vcpus * usableCpu * part * ofRest))),
      memory: `${memoryGiB}Gi`,
      [acceleratorResource(type.accelerator)]: String(accelerators),
      ...(efa > 0 && { "vpc.amazonaws.com/efa": String(efa), "hugepages-2Mi": `${hugePagesMiB}Mi` }),
    },
  };
}

/** A share of a node's cores and memory without its accelerators. */
export function hostShare(pool: PodPool, part: number): NodeShare {
  const type = knownType(pool);
  const memoryGiB = Math.floor(type.memoryGiB * usableMemory * part);
  return {
    memoryGiB,
    resources: { cpu: String(Math.max(1, Math.floor(type.vcpus * usableCpu * part))), memory: `${memoryGiB}Gi` },
  };
}

/** The pool's type, which must have accelerators: the loader and the component have checked it. */
export function knownType({ name, instanceType }: PodPool) {
  const type = findInstanceType(instanceType);
  if (!type?.accelerator) throw new Error(`pool ${name}: ${instanceType} has no accelerators`);
  return { ...type, accelerator: type.accelerator };
}
