import { acceleratorPool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { allOf } from "../../../plan/property";

export const nodeAcceleratorTaint = graphRule({
  id: "NODE-10",
  name: "node-accelerator-taint",
  title: "Accelerator nodes take only pods that ask for accelerators",
  severity: "medium",
  rationale:
    "Without a taint the scheduler fills the most expensive nodes with whatever fits, and the job that needs the accelerators waits.",
  remediation:
    'Give the node group a taint with `effect` "NO_SCHEDULE" and the `key` of the device: `nvidia.com/gpu` or `aws.amazon.com/neuron`.',
  controls: {},
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    if (!acceleratorPool(nodeGroup)) return [];
    const taints = nodeGroup.at("taints");
    const keepsOut = taints.some((taint) =>
      allOf([taint.at("effect").is("NO_SCHEDULE", "NO_EXECUTE"), taint.at("key").matches(/gpu|neuron|accelerator/i)]),
    );
    return [must(keepsOut, "any pod may take the accelerators' place", taints)];
  },
});
