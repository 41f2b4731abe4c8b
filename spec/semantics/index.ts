import type { Finding } from "../finding";
import type { Stack } from "../stack";
import { accessRangesValid, networkRangeUsable } from "./addresses";
import { clusterVersionKnown } from "./cluster";
import { efaFits, fabricPoolHasZone, spotTypesAlike, systemTypeOffered } from "./fabric";
import { exceptionsDistinct, namesUnique, nodeRangesOrdered } from "./form";
import { quietHoursMakeSense, routesReachable, routesReachReceivers } from "./monitoring";
import { capacityBlockOrdered, capacitySold, poolTypeOffered, poolZoneInNetwork, typesKnown } from "./pools";
import { regionKnown, zonesInRegion } from "./place";

const checks = [
  regionKnown,
  zonesInRegion,
  networkRangeUsable,
  accessRangesValid,
  clusterVersionKnown,
  typesKnown,
  poolTypeOffered,
  poolZoneInNetwork,
  capacitySold,
  capacityBlockOrdered,
  efaFits,
  fabricPoolHasZone,
  spotTypesAlike,
  systemTypeOffered,
  nodeRangesOrdered,
  namesUnique,
  exceptionsDistinct,
  routesReachReceivers,
  routesReachable,
  quietHoursMakeSense,
];

/** What the catalogue says cannot work in a stack that the schema accepts. */
export function checkSemantics(stack: Stack): Finding[] {
  return checks.flatMap((check) => check(stack));
}
