import { serverTypes } from "../../kubernetes/pods";
import { replicasOf } from "../../kubernetes/servers";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const k8sReplicas = graphRule({
  id: "K8S-23",
  name: "k8s-replicas",
  title: "What serves in production has two replicas",
  severity: "high",
  rationale: "With one replica each upgrade of a node is an outage.",
  remediation: "Set `replicas` to 2 or more, or the `minReplicas` of its autoscaler.",
  controls: { ...safeguards.availability },
  types: serverTypes,
  parameters: {
    minReplicas: {
      description: "Fewest replicas.",
      schema: { type: "integer", minimum: 0 },
      weaker: "lower",
      default: 0,
      byEnvironment: { production: 2 },
    },
  },
  check: (server, graph, { parameters }) => {
    const { fewest, scaler } = replicasOf(server, graph);
    return [must(fewest.or(1).atLeast(parameters.minReplicas), "one node's end is the service's", fewest, scaler)];
  },
});
