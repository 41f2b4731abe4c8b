import { kubernetes } from "../../kubernetes/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const server = (probes: PropertyMap) => [
  {
    type: kubernetes.deployment,
    name: "chat",
    inputs: { spec: { template: { spec: { containers: [{ name: "server", ...probes }] } } } },
  },
];
const probe = { httpGet: { path: "/health", port: 8000 } };

export const examples: RuleExamples = {
  good: [{ title: "Ready and alive", resources: server({ readinessProbe: probe, livenessProbe: probe }) }],
  bad: [
    { title: "None", resources: server({}), at: ["chat"] },
    { title: "Ready once, ready for ever", resources: server({ readinessProbe: probe }), at: ["chat"] },
  ],
};
