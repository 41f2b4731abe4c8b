import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const server = (replicas: number | string | null): ExampleResource => ({
  type: kubernetes.deployment,
  name: "chat",
  inputs: { metadata: { name: "chat" }, spec: { replicas } },
});
const scaler = (minReplicas: number): ExampleResource => ({
  type: kubernetes.autoscalers[0],
  name: "scaler",
  inputs: { spec: { scaleTargetRef: { kind: "Deployment", name: "chat" }, minReplicas } },
});

export const examples: RuleExamples = {
  good: [
    { title: "Two", resources: [server(2)] },
    { title: "Two at least", resources: [server(null), scaler(2)] },
  ],
  bad: [
    { title: "Kubernetes' default: one", resources: [server(null)], at: ["chat"] },
    { title: "Down to one", resources: [server(3), scaler(1)], at: ["scaler"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: [server(unknown)], at: ["chat"] }],
};
