import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const relNodeRepair = resourceRule({
  id: "REL-06",
  name: "rel-node-repair",
  title: "Ill nodes are replaced without waiting for somebody",
  severity: "medium",
  rationale: "An accelerator that fails leaves a node that looks healthy and stops every job that lands on it.",
  remediation: "Set the node group's `nodeRepairConfig.enabled`, and run the add-on eks-node-monitoring-agent.",
  controls: { ...safeguards.availability },
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    const repair = nodeGroup.at("nodeRepairConfig", "enabled");
    return [must(repair.or(false).isTrue, "an ill node stays until somebody finds it", repair)];
  },
  remediate: (nodeGroup) => {
    const repair = nodeGroup.at("nodeRepairConfig", "enabled");
    return repair.isAbsent ? [{ property: repair, value: true }] : [];
  },
});
