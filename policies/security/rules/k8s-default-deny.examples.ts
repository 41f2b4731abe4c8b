import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyValue } from "../../../plan/graph";

const team: ExampleResource = { type: kubernetes.namespace, name: "team", inputs: { metadata: { name: "research" } } };
const policy = (spec: PropertyValue): ExampleResource => ({
  type: kubernetes.networkPolicy,
  name: "policy",
  inputs: { metadata: { namespace: "research" }, spec },
});

export const examples: RuleExamples = {
  good: [
    { title: "Denied by default", resources: [team, policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] })] },
  ],
  bad: [
    { title: "No policy", resources: [team], at: ["team"] },
    {
      title: "For some pods alone",
      resources: [team, policy({ podSelector: { matchLabels: { app: "chat" } }, policyTypes: ["Ingress"] })],
      at: ["team"],
    },
    { title: "Everything let in", resources: [team, policy({ podSelector: {}, ingress: [{}] })], at: ["team"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: [team, policy(unknown)], at: ["team"] }],
};
