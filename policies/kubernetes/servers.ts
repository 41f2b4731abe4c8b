import type { GraphResource, ResourceGraph } from "../../plan/graph";
import type { Property } from "../../plan/property";
import { kubernetes } from "./types";

export interface Replicas {
  /** Fewest replicas; absent, one. */
  fewest: Property;
  /** What decides them, where it is not the server itself. */
  scaler?: GraphResource;
}

/** How many replicas a Deployment or StatefulSet keeps: its own number, or the least of the autoscaler that names it. */
export function replicasOf(server: GraphResource, graph: ResourceGraph): Replicas {
  const scaler = graph
    .ofType(...kubernetes.autoscalers)
    .find((one) => one.at("spec", "scaleTargetRef", "name").text === server.at("metadata", "name").text);
  if (!scaler) return { fewest: server.at("spec", "replicas") };
  const key = ["minReplicas", "minReplicaCount"].find((one) => scaler.at("spec", one).isPresent) ?? "minReplicas";
  return { fewest: scaler.at("spec", key), scaler };
}

/** Whether it is one replica alone, of which nothing can be spread or kept back. */
export const isAlone = (server: GraphResource, graph: ResourceGraph) =>
  replicasOf(server, graph).fewest.or(1).atMost(1) === "yes";
