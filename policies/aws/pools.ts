import { findInstanceType, type InstanceType } from "../../catalog/instanceTypes";
import type { GraphResource } from "../../plan/graph";
import { Property } from "../../plan/property";
import { aws } from "./types";

/** A managed node group with the launch template and the facts of the types that its nodes are. */
export interface NodePool {
  group: GraphResource;
  /** Absent where the group has none, or another stack's. */
  template?: GraphResource;
  /** Where the instance types are named. */
  named: Property;
  /** Those that are known and in the catalogue. */
  types: InstanceType[];
}

export function nodePool(group: GraphResource): NodePool {
  const [template] = group.references("launchTemplate", aws.launchTemplate);
  const listed = group.at("instanceTypes");
  const named = listed.isPresent || !template ? listed : template.at("instanceType");
  const types = named.elements.flatMap(({ text }) => (text === undefined ? [] : (findInstanceType(text) ?? [])));
  return { group, named, types, ...(template && { template }) };
}

/** The pool, where its nodes carry accelerators. */
export function acceleratorPool(group: GraphResource): (NodePool & { type: InstanceType }) | undefined {
  const pool = nodePool(group);
  const type = pool.types.find(({ accelerator }) => accelerator !== undefined);
  return type && { ...pool, type };
}

/** The template's interfaces that carry EFA. */
export function fabricInterfacesOf({ template }: NodePool): Property[] {
  const interfaces = template?.at("networkInterfaces").elements ?? [];
  return interfaces.filter((each) => each.at("interfaceType").is("efa", "efa-only") === "yes");
}

/** The pool, where its nodes' accelerators speak over EFA. */
export function fabricPool(group: GraphResource) {
  const pool = acceleratorPool(group);
  return pool && fabricInterfacesOf(pool).length > 0 ? pool : undefined;
}

/** Whether the nodes go where a reservation or a capacity block has put them. */
export function isReserved({ group, template }: NodePool): boolean {
  const target = template?.at("capacityReservationSpecification", "capacityReservationTarget");
  return group.at("capacityType").text === "CAPACITY_BLOCK" || (target?.isPresent ?? false);
}
