import { acceleratorPool } from "../../aws/pools";
import { zoneOf } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import type { GraphResource } from "../../../plan/graph";

export const relSystemZones = graphRule({
  id: "REL-02",
  name: "rel-system-zones",
  title: "The cluster's own services have nodes in several zones",
  severity: "high",
  rationale:
    "Schedulers, controllers and the DNS of the cluster run on ordinary nodes: with all of them in one zone, the cluster stops with it.",
  remediation: "Spread ordinary node groups over `minZones` zones, with at least one node in each.",
  controls: { ...safeguards.availability },
  types: [aws.cluster],
  parameters: {
    minZones: {
      description: "Fewest zones with ordinary nodes.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 2,
      byEnvironment: { development: 1 },
    },
  },
  check: (cluster, _graph, { parameters }) => {
    const groups = cluster.referrers(aws.nodeGroup, "clusterName");
    const ordinary = groups.filter(
      (group) => !acceleratorPool(group) && group.at("scalingConfig", "minSize").atLeast(1) !== "no",
    );
    if (groups.length === 0) return [];
    const subnets = ordinary.flatMap((group) => group.references("subnetIds", aws.subnet));
    const zones = subnets.map(zoneOf);
    const known = new Set(zones.flatMap(({ text }) => text ?? [])).size;
    const open = zones.some(({ isUnknown }) => isUnknown) || ordinary.some(isElsewhere);
    const enough = known >= parameters.minZones ? "yes" : open ? "unknown" : "no";
    return [must(enough, `ordinary nodes stand in ${known} of ${parameters.minZones} zones`)];
  },
});

/** Whether the group's subnets are another stack's. */
const isElsewhere = (group: GraphResource) =>
  group.at("subnetIds").isUnknown && group.references("subnetIds", aws.subnet).length === 0;
