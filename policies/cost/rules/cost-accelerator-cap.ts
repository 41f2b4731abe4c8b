import { nodePool } from "../../aws/pools";
import { aws } from "../../aws/types";
import { asksForAccelerators } from "../../kubernetes/karpenter";
import { kubernetes } from "../../kubernetes/types";
import { must, satisfied, stackRule } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import type { Property } from "../../../plan/property";

export const costAcceleratorCap = stackRule({
  id: "COST-03",
  name: "cost-accelerator-cap",
  title: "All pools together stay below the environment's number of accelerators",
  severity: "high",
  rationale:
    "Each pool's maximum looks modest; their sum is what an autoscaler can spend in a night. Karpenter's pools without a limit have none.",
  remediation:
    "Lower the pools' `maxSize` or Karpenter's `limits`, or raise `maxAccelerators` for the environment: a decision that then shows in a review.",
  controls: {},
  parameters: {
    maxAccelerators: {
      description: "Most GPUs and Neuron devices that all pools together may grow to.",
      schema: { type: "integer", minimum: 0 },
      weaker: "higher",
      default: 1024,
      byEnvironment: { staging: 128, development: 32 },
    },
  },
  check: (graph, { parameters }) => {
    const groups = graph.ofType(aws.nodeGroup).flatMap(mostAccelerators);
    const dynamic = graph.ofType(kubernetes.karpenterNodePool).flatMap(limitOfPool);
    const parts = [...groups, ...dynamic];
    const known = parts.reduce((sum, { most }) => sum + (most ?? 0), 0);
    const unlimited = parts.filter(({ most }) => most === undefined);
    if (parts.length === 0) return [];
    const cap = parameters.maxAccelerators;
    if (known > cap) return [must("no", `the pools may grow to ${known} accelerators, above ${cap}`)];
    return [
      satisfied,
      ...unlimited.map(({ property, resource, open }) =>
        must(open ? "no" : "unknown", "nothing limits how many accelerators the pool grows to", property, resource),
      ),
    ];
  },
});

/** What a pool may grow to; `most` is undefined where nothing known says: `open` where that is because nothing limits it. */
interface Part {
  most: number | undefined;
  property: Property;
  resource: GraphResource;
  open: boolean;
}

function mostAccelerators(group: GraphResource): Part[] {
  const pool = nodePool(group);
  const perNode = Math.max(0, ...pool.types.map(({ accelerator }) => accelerator?.count ?? 0));
  const size = group.at("scalingConfig", "maxSize");
  if (pool.named.isUnknown) return [{ most: undefined, property: pool.named, resource: group, open: false }];
  if (perNode === 0) return [];
  const most = size.number === undefined ? undefined : size.number * perNode;
  return [{ most, property: size, resource: group, open: false }];
}

function limitOfPool(pool: GraphResource): Part[] {
  if (!asksForAccelerators(pool)) return [];
  const limits = ["nvidia.com/gpu", "aws.amazon.com/neuron"].map((device) => pool.at("spec", "limits", device));
  const given = limits.find((limit) => limit.isPresent);
  const property = given ?? pool.at("spec", "limits");
  return [{ most: given?.number, property, resource: pool, open: given === undefined && !property.isUnknown }];
}
