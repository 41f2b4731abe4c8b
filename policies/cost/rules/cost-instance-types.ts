import { nodePool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";

export const costInstanceTypes = graphRule({
  id: "COST-02",
  name: "cost-instance-types",
  title: "Nodes are of types that the environment may use",
  severity: "medium",
  rationale: "One node of the largest type costs more in a weekend of development than the rest of it in a quarter.",
  remediation: "Choose a type that matches `allowed`, or widen it where the environment is meant to have it.",
  controls: {},
  types: [aws.nodeGroup],
  parameters: {
    allowed: {
      description: "Instance types as patterns: `*` stands for any characters.",
      schema: { type: "array", items: { type: "string" } },
      weaker: "higher",
      default: ["*"],
      byEnvironment: { development: ["c*", "g*", "inf2*", "m*", "r*", "t*", "trn1.2xlarge"] },
    },
  },
  check: (nodeGroup, _graph, { parameters }) => {
    const { named } = nodePool(nodeGroup);
    const patterns = parameters.allowed.map((pattern) => pattern.replaceAll(".", "\\.").replaceAll("*", ".*"));
    const allowed = new RegExp(`^(${patterns.join("|")})$`);
    if (named.isAbsent) return [];
    return [
      must(
        named.every((type) => type.matches(allowed)),
        "the environment is not meant to have such nodes",
        named,
      ),
    ];
  },
});
