import { type InstanceType, findInstanceType, instanceTypeNames } from "../../catalog/instanceTypes";
import { onDemandPrice } from "../../catalog/prices";
import { zonesOffering } from "../../catalog/regions";
import { type AcceleratorNode, acceleratorNode } from "../accelerator";
import { type DefaultEfficiency, defaultEfficiency } from "../step/efficiency";

/** An instance type that a region offers and the formulas can size. */
export interface Offer {
  type: InstanceType;
  node: AcceleratorNode;
  efficiency: DefaultEfficiency;
  /** Zone IDs of the region that offer it. */
  zones: string[];
  /** On-demand price of one node; absent where no source gives one. */
  hourlyUSD?: number;
  /** Where and when the price was read. */
  priceSource?: string;
}

/** A type that cannot be had or sized. */
export interface RefusedType {
  instanceType: string;
  reason: string;
}

/** The accelerator types of the catalogue that a region offers and those it does not, or that no published figures describe. */
export function offersIn(
  region: string,
  types: string[] = acceleratorTypes(),
): { offers: Offer[]; refused: RefusedType[] } {
  const offers: Offer[] = [];
  const refused: RefusedType[] = [];
  for (const instanceType of types) {
    const offer = offerOf(instanceType, region);
    if ("reason" in offer) refused.push({ instanceType, reason: offer.reason });
    else offers.push(offer);
  }
  return { offers, refused };
}

function offerOf(instanceType: string, region: string): Offer | { reason: string } {
  const type = findInstanceType(instanceType);
  if (!type?.accelerator) return { reason: "the catalogue has no such accelerator type" };
  const zones = zonesOffering(instanceType, region);
  if (zones.length === 0) return { reason: `not offered in ${region}` };
  const node = acceleratorNode(type);
  if ("reason" in node) return node;
  const price = onDemandPrice(instanceType, region);
  return {
    type,
    node,
    efficiency: defaultEfficiency(type.accelerator.name),
    zones,
    ...(price && { hourlyUSD: price.usd, priceSource: `${price.source.from}, read ${price.source.read}` }),
  };
}

/** The names of all types with accelerators, sorted. */
export function acceleratorTypes(): string[] {
  return instanceTypeNames().filter((name) => findInstanceType(name)?.accelerator !== undefined);
}
