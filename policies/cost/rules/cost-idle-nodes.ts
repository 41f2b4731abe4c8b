import { kubernetes } from "../../kubernetes/types";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const costIdleNodes = resourceRule({
  id: "COST-18",
  name: "cost-idle-nodes",
  title: "Dynamic pools give idle nodes back",
  severity: "medium",
  rationale: "A GPU node that stays after its last pod costs as much as one that works.",
  remediation: "Set `spec.disruption.consolidateAfter` of the `NodePool` to a time, not to `Never`.",
  controls: {},
  types: [kubernetes.karpenterNodePool],
  check: (pool) => {
    const after = pool.at("spec", "disruption", "consolidateAfter");
    return [must(not(after.is("Never")), "an idle node is never given back", after)];
  },
});
