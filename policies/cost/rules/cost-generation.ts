import { nodePool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const costGeneration = graphRule({
  id: "COST-15",
  name: "cost-generation",
  title: "Instances are of the present generation",
  severity: "low",
  rationale: "A previous generation costs more for the same work, and AWS buys no more of it.",
  remediation: "Take the type's successor; `aidc catalog show` names the present ones.",
  controls: {},
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    const { named, types } = nodePool(nodeGroup);
    if (named.isUnknown) return [must("unknown", "the nodes are of a previous generation", named)];
    return types.map(({ name, currentGeneration }) =>
      must(truthOf(currentGeneration), `AWS calls ${name} a previous generation`, named),
    );
  },
});
