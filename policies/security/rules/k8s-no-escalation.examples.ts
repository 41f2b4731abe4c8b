import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const job = (securityContext: PropertyMap) => [
  {
    type: kubernetes.jobSet,
    name: "train",
    inputs: {
      spec: {
        replicatedJobs: [
          {
            name: "worker",
            template: { spec: { template: { spec: { containers: [{ name: "trainer", securityContext }] } } } },
          },
        ],
      },
    },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "Not allowed", resources: job({ allowPrivilegeEscalation: false }) }],
  bad: [{ title: "Kubernetes' default", resources: job({}), at: ["train"] }],
  undetermined: [{ title: "Decided elsewhere", resources: job({ allowPrivilegeEscalation: unknown }), at: ["train"] }],
};
