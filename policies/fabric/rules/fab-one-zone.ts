import { fabricPool } from "../../aws/pools";
import { zoneOf } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { allOf } from "../../../plan/property";

export const fabOneZone = graphRule({
  id: "FAB-02",
  name: "fab-one-zone",
  title: "A fabric lives in one zone",
  severity: "high",
  rationale:
    "EFA does not cross zones: nodes in two zones are two clusters that cannot train together, and traffic between them is billed.",
  remediation: "Give the node group subnets of one zone.",
  controls: {},
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    if (!fabricPool(nodeGroup)) return [];
    const property = nodeGroup.at("subnetIds");
    const zones = nodeGroup.references("subnetIds", aws.subnet).map(zoneOf);
    if (zones.length === 0) return [must("unknown", "the fabric spans zones", property)];
    const [first, ...others] = zones;
    const same = allOf(others.map((zone) => (first?.text === undefined ? "unknown" : zone.is(first.text))));
    return [must(same, "the fabric spans zones", property)];
  },
});
