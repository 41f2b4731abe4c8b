import type { Finding } from "../finding";
import type { Backbone, Stack } from "../stack";
import { accessRangesValid, edgeRangesFit, networkRangeUsable, subnetsHoldNodes } from "./addresses";
import { backboneChecks } from "./backbone";
import { pricesKnown, trainedModelsKnown, usageRangesOrdered } from "./bill";
import { imagePublished, ultraServersSupported, ultraServersWhole } from "./capacity";
import { checkpointsWritable, claimsMade } from "./claims";
import { cleaningFoldersApart, cleaningNamespaceFree, cleaningPlacesExist, cleaningRulesFit } from "./cleaning";
import { clusterVersionKnown } from "./cluster";
import { dynamicFabricFits, dynamicPoolsHoldNode, dynamicTypesFit } from "./dynamicPools";
import { edgeLatencyPossible, edgeServicesHeld, edgeEntriesInternal, edgeSitesPlaced } from "./edge";
import { edgeClaimsApart, edgeModelsFit, edgeModelsServe } from "./edgeModels";
import { efaFits, fabricPoolHasZone, spotTypesAlike, systemTypeOffered } from "./fabric";
import { hdfsFitsPool, hdfsNamespacesFree, kerberosHasTls, localDisksMountable } from "./hdfs";
import { exceptionsDistinct, namesUnique, nodeRangesOrdered } from "./form";
import { quietHoursMakeSense, routesReachable, routesReachReceivers } from "./monitoring";
import { capacityBlockOrdered, capacitySold, poolTypeOffered, poolZoneInNetwork, typesKnown } from "./pools";
import { localZoneInRegion, regionKnown, zonesInRegion, zonesTakeClusters } from "./place";
import { lendingWithinQuota, membersGrantedOnce, quotaPoolsKnown, quotasWithinPool, teamNamesFree } from "./scheduling";
import { autoscalingMeasured, canariesReached, replicaRangesOrdered } from "./serving";
import { imageSoftwareServes, strategiesPossible, workloadNamesKnown, workloadsFitPool } from "./workloads";
import {
  globalDatabaseTopicsThere,
  hotBucketZonesOffered,
  lustreFits,
  namedBucketsExist,
  replicaRegionFits,
  storagePoolsHaveZones,
} from "./storage";
import { areasKnown, regionsWithinResidency } from "./residency";
import { bandwidthWindowsApart, syncDestinationsOwned, syncLagPossible } from "./sync";
import { otherRegionUsable } from "./recovery";

const checks = [
  regionKnown,
  zonesInRegion,
  zonesTakeClusters,
  localZoneInRegion,
  networkRangeUsable,
  accessRangesValid,
  clusterVersionKnown,
  typesKnown,
  poolTypeOffered,
  poolZoneInNetwork,
  capacitySold,
  capacityBlockOrdered,
  ultraServersWhole,
  ultraServersSupported,
  imagePublished,
  subnetsHoldNodes,
  efaFits,
  fabricPoolHasZone,
  spotTypesAlike,
  systemTypeOffered,
  dynamicTypesFit,
  dynamicFabricFits,
  dynamicPoolsHoldNode,
  nodeRangesOrdered,
  namesUnique,
  exceptionsDistinct,
  usageRangesOrdered,
  pricesKnown,
  trainedModelsKnown,
  routesReachReceivers,
  routesReachable,
  quietHoursMakeSense,
  quotaPoolsKnown,
  quotasWithinPool,
  lendingWithinQuota,
  teamNamesFree,
  membersGrantedOnce,
  workloadNamesKnown,
  workloadsFitPool,
  strategiesPossible,
  imageSoftwareServes,
  claimsMade,
  checkpointsWritable,
  replicaRangesOrdered,
  autoscalingMeasured,
  canariesReached,
  namedBucketsExist,
  storagePoolsHaveZones,
  hotBucketZonesOffered,
  lustreFits,
  replicaRegionFits,
  globalDatabaseTopicsThere,
  localDisksMountable,
  hdfsFitsPool,
  hdfsNamespacesFree,
  kerberosHasTls,
  syncDestinationsOwned,
  syncLagPossible,
  bandwidthWindowsApart,
  otherRegionUsable,
  areasKnown,
  regionsWithinResidency,
  cleaningPlacesExist,
  cleaningFoldersApart,
  cleaningNamespaceFree,
  cleaningRulesFit,
  edgeSitesPlaced,
  edgeRangesFit,
  edgeModelsFit,
  edgeClaimsApart,
  edgeModelsServe,
  edgeServicesHeld,
  edgeEntriesInternal,
  edgeLatencyPossible,
];

/** What the catalogue says cannot work in a stack that the schema accepts. */
export function checkSemantics(stack: Stack | Backbone): Finding[] {
  return stack.kind === "Backbone"
    ? backboneChecks.flatMap((check) => check(stack))
    : checks.flatMap((check) => check(stack));
}
