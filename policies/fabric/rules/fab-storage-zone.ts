import { fabricPool } from "../../aws/pools";
import { zoneOf } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { anyOf } from "../../../plan/property";

export const fabStorageZone = graphRule({
  id: "FAB-04",
  name: "fab-storage-zone",
  title: "Lustre lies in the zone of the nodes that train on it",
  severity: "medium",
  rationale: "From another zone each read pays for its way, waits longer, and stops when either zone does.",
  remediation: "Give the file system a subnet of the training pool's zone.",
  controls: {},
  types: [aws.lustre],
  check: (fileSystem, graph) => {
    const pools = graph.ofType(aws.nodeGroup).filter((group) => fabricPool(group));
    if (pools.length === 0) return [];
    const property = fileSystem.at("subnetIds");
    const [subnet] = fileSystem.references("subnetIds", aws.subnet);
    const poolZones = pools.flatMap((pool) => pool.references("subnetIds", aws.subnet)).map(zoneOf);
    if (!subnet || poolZones.length === 0) return [must("unknown", "no training pool is in its zone", property)];
    const zone = zoneOf(subnet);
    const beside = poolZones.map((poolZone) => (poolZone.text === undefined ? "unknown" : zone.is(poolZone.text)));
    return [must(anyOf(beside), "no training pool is in its zone", property)];
  },
});
