import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const server = (replicas: number): ExampleResource => ({
  type: kubernetes.deployment,
  name: "chat",
  inputs: {
    metadata: { name: "chat", namespace: "products" },
    spec: { replicas, template: { metadata: { labels: { app: "chat" } }, spec: { containers: [{ name: "server" }] } } },
  },
});
const budget = (selector: PropertyValue, namespace = "products"): ExampleResource => ({
  type: kubernetes.podDisruptionBudget,
  name: "budget",
  inputs: { metadata: { namespace }, spec: { maxUnavailable: 1, selector } },
});

export const examples: RuleExamples = {
  good: [
    { title: "A budget for its pods", resources: [server(2), budget({ matchLabels: { app: "chat" } })] },
    { title: "A single replica", resources: [server(1)] },
  ],
  bad: [
    { title: "No budget", resources: [server(2)], at: ["chat"] },
    {
      title: "Another server's budget",
      resources: [server(2), budget({ matchLabels: { app: "search" } })],
      at: ["chat"],
    },
    {
      title: "A budget in another namespace",
      resources: [server(2), budget({ matchLabels: { app: "chat" } }, "research")],
      at: ["chat"],
    },
  ],
  undetermined: [{ title: "A selector decided elsewhere", resources: [server(2), budget(unknown)], at: ["chat"] }],
};
