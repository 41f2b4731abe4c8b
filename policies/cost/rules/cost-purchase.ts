import { acceleratorPool, fabricPool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { anyOf, not, truthOf } from "../../../plan/property";

export const costPurchase = graphRule({
  id: "COST-04",
  name: "cost-purchase",
  title: "Accelerators are bought as their work can bear it",
  severity: "medium",
  rationale:
    "A fabric on spot loses the whole job with one node; a spot pool of one type waits whenever that type is short.",
  remediation:
    "Buy a production fabric on demand, by reservation or capacity block; give a spot pool several `instanceTypes`.",
  controls: {},
  types: [aws.nodeGroup],
  parameters: {
    spotFabric: {
      description: "Whether nodes of a fabric may be spot instances.",
      schema: { type: "boolean" },
      weaker: "higher",
      default: true,
      byEnvironment: { production: false },
    },
    minSpotTypes: {
      description: "Fewest types that a spot pool chooses from.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 1,
      byEnvironment: { production: 2 },
    },
  },
  check: (nodeGroup, _graph, { parameters }) => {
    const pool = acceleratorPool(nodeGroup);
    if (!pool) return [];
    const bought = nodeGroup.at("capacityType");
    const onSpot = bought.or("ON_DEMAND").is("SPOT");
    const isFabric = fabricPool(nodeGroup) !== undefined;
    return [
      must(
        anyOf([truthOf(parameters.spotFabric || !isFabric), not(onSpot)]),
        "one reclaimed node stops the whole job",
        bought,
      ),
      must(
        anyOf([not(onSpot), truthOf(isFabric || pool.named.elements.length >= parameters.minSpotTypes)]),
        `the spot pool chooses from fewer than ${parameters.minSpotTypes} types`,
        pool.named,
      ),
    ];
  },
});
