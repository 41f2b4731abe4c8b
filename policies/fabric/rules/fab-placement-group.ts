import { fabricPool, isReserved } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";

export const fabPlacementGroup = graphRule({
  id: "FAB-01",
  name: "fab-placement-group",
  title: "Nodes of a fabric are placed close together",
  severity: "high",
  rationale:
    "Without a cluster placement group nodes are scattered over the zone, and every hop is in each collective.",
  remediation:
    'Name an `aws.ec2.PlacementGroup` with `strategy` "cluster" in the launch template. A reservation and a capacity block bring their own.',
  controls: {},
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    const pool = fabricPool(nodeGroup);
    // Spot capacity is where it is: a placement group would only make it rarer.
    if (!pool || isReserved(pool) || nodeGroup.at("capacityType").is("SPOT") === "yes") return [];
    const placement = pool.template?.at("placement", "groupName");
    if (!placement?.isPresent) return [must("no", "the nodes are scattered over the zone", placement, pool.template)];
    const [group] = pool.template?.references("placement", aws.placementGroup) ?? [];
    const strategy = group?.at("strategy");
    return [must(strategy?.is("cluster") ?? "unknown", "the placement group spreads nodes out", strategy, group)];
  },
});
