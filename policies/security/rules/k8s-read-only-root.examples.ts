import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const server = (securityContext: PropertyMap) => [
  {
    type: kubernetes.deployment,
    name: "chat",
    inputs: { spec: { template: { spec: { containers: [{ name: "server", securityContext }] } } } },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Read-only", resources: server({ readOnlyRootFilesystem: true }) }],
  bad: [{ title: "Kubernetes' default", resources: server({}), at: ["chat"] }],
  undetermined: [{ title: "Decided elsewhere", resources: server({ readOnlyRootFilesystem: unknown }), at: ["chat"] }],
};
