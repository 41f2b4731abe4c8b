import { areasOf } from "../../catalog/areas";
import type { GraphResource } from "../../plan/graph";
import { allOf, Property, type Truth, truthOf } from "../../plan/property";
import type { StackFacts } from "../stackFacts";

/** Whether data may be in the region that the property names. One that is not named is the stack's own. */
export function mayLiveIn(region: Property, { residency }: StackFacts): Truth {
  if (region.isAbsent) return "yes";
  return region.satisfies((name) => typeof name === "string" && isWithin(name, residency));
}

export const isWithin = (region: string, residency: readonly string[]) =>
  areasOf(region).some((area) => residency.includes(area));

/** Where the resource stands: its own `region`, else its provider's. Absent where neither says. */
export function regionOf(resource: GraphResource): Property {
  const own = resource.at("region");
  return own.isPresent ? own : (resource.provider?.at("region") ?? own);
}

/**
 * Whether what the property names may live where it stands: by the resources of the types that its value is made of, else by the
 * region in its ARN. Of neither, nobody can say.
 */
export function targetMayLive(
  resource: GraphResource,
  property: string,
  types: readonly string[],
  facts: StackFacts,
): Truth {
  const value = resource.at(property);
  if (value.isAbsent) return "yes";
  const targets = types.flatMap((type) => resource.references(property, type));
  if (targets.length > 0) return allOf(targets.map((target) => mayLiveIn(regionOf(target), facts)));
  return arnMayLive(value, facts);
}

/** Whether the region in an ARN is one where data may be. An ARN without a region, such as a bucket's, does not say. */
export function arnMayLive(arn: Property, { residency }: StackFacts): Truth {
  const [, , , , region = ""] = /^(arn):([^:]*):([^:]*):([^:]*):/.exec(arn.text ?? "") ?? [];
  return region === "" ? "unknown" : truthOf(isWithin(region, residency));
}

/** The elements of a list; of an unknown one, its one unknown. */
export const each = (list: Property): Property[] => (list.isUnknown ? [list] : list.elements);

/** All texts below a property. */
export function textsBelow(property: Property): Property[] {
  if (property.text !== undefined) return [property];
  const parts = Array.isArray(property.known) ? property.elements : Object.values(property.members);
  return parts.flatMap(textsBelow);
}
