import type { GraphResource, ResourceGraph } from "../../plan/graph";
import type { Parameter } from "../rule";
import { type Pod, podsOf } from "./pods";

/** Parameter of rules that pods on the host's side cannot keep: drivers, agents, exporters. */
export const hostNamespaces: Parameter<string[]> = {
  description: "Namespaces of agents that work on the node itself; their pods are not judged.",
  schema: { type: "array", items: { type: "string" } },
  weaker: "higher",
  // EKS' own, and the one where the toolkit's exporters read each node.
  default: ["kube-system", "monitoring"],
};

/** The resource's pods, unless they live where agents of the node do. */
export function judgedPods(resource: GraphResource, exempt: readonly string[]): Pod[] {
  const namespace = namespaceOf(resource).text;
  return namespace !== undefined && exempt.includes(namespace) ? [] : podsOf(resource);
}

export const namespaceOf = (resource: GraphResource) => resource.at("metadata", "namespace");

/** Namespaces that every cluster has. */
const ofEveryCluster = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Whether the object makes a namespace for ordinary pods. */
export function isForPods(namespace: GraphResource, exempt: readonly string[]): boolean {
  const name = namespace.at("metadata", "name").text ?? "";
  return !ofEveryCluster.includes(name) && !exempt.includes(name);
}

/** The resources of the type in a namespace, by name or, where Pulumi makes the name up, by reference. */
export function inNamespace(namespace: GraphResource, type: string, graph: ResourceGraph): GraphResource[] {
  const name = namespace.at("metadata", "name").text;
  return graph
    .ofType(type)
    .filter(
      (resource) =>
        (name !== undefined && namespaceOf(resource).text === name) ||
        (resource.node.propertyDependencies?.metadata ?? []).includes(namespace.urn),
    );
}
