import type { Finding } from "../finding";
import type { Stack } from "../stack";
import { clusterVersionKnown } from "./cluster";
import { namesUnique, nodeRangesOrdered } from "./form";
import { capacityBlockOrdered, capacitySold, poolTypeOffered, poolZoneInNetwork, typesKnown } from "./pools";
import { regionKnown, zonesInRegion } from "./place";

const checks = [
  regionKnown,
  zonesInRegion,
  clusterVersionKnown,
  typesKnown,
  poolTypeOffered,
  poolZoneInNetwork,
  capacitySold,
  capacityBlockOrdered,
  nodeRangesOrdered,
  namesUnique,
];

/** What the catalogue says cannot work in a stack that the schema accepts. */
export function checkSemantics(stack: Stack): Finding[] {
  return checks.flatMap((check) => check(stack));
}
