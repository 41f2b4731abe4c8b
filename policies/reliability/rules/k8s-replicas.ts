import { serverTypes } from "../../kubernetes/pods";
import { kubernetes } from "../../kubernetes/types";
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
    const scaler = graph
      .ofType(...kubernetes.autoscalers)
      .find((one) => one.at("spec", "scaleTargetRef", "name").text === server.at("metadata", "name").text);
    const path = ["minReplicas", "minReplicaCount"].find((key) => scaler?.at("spec", key).isPresent);
    const replicas = scaler ? scaler.at("spec", path ?? "minReplicas") : server.at("spec", "replicas");
    return [must(replicas.or(1).atLeast(parameters.minReplicas), "one node's end is the service's", replicas, scaler)];
  },
});
