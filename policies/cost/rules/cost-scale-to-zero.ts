import { acceleratorPool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";

export const costScaleToZero = graphRule({
  id: "COST-07",
  name: "cost-scale-to-zero",
  title: "Outside production accelerators can go to zero",
  severity: "medium",
  rationale: "Development sleeps two thirds of the week; its accelerators are billed for all of it.",
  remediation: "Set the node group's `scalingConfig.minSize` to 0: in the stack file, `nodes: { min: 0, max: … }`.",
  controls: {},
  types: [aws.nodeGroup],
  parameters: {
    required: {
      description: "Whether accelerator pools must be able to shrink to nothing.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { production: false },
    },
  },
  check: (nodeGroup, _graph, { parameters }) => {
    if (!parameters.required || !acceleratorPool(nodeGroup)) return [];
    const fewest = nodeGroup.at("scalingConfig", "minSize");
    return [must(fewest.atMost(0), "the pool never shrinks to nothing", fewest)];
  },
});
