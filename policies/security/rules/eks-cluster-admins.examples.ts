import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const entry = (inputs: PropertyMap) => [
  { type: aws.accessEntry, name: "admin", inputs: { clusterName: "ai", ...inputs } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "A role for administrators",
      resources: entry({ principalArn: "arn:aws:iam::111122223333:role/platform" }),
    },
  ],
  bad: [
    { title: "The root user", resources: entry({ principalArn: "arn:aws:iam::111122223333:root" }), at: ["admin"] },
    {
      title: "Kubernetes' superusers",
      resources: entry({
        principalArn: "arn:aws:iam::111122223333:role/platform",
        kubernetesGroups: ["system:masters"],
      }),
      at: ["admin"],
    },
  ],
  undetermined: [
    { title: "A principal that is made elsewhere", resources: entry({ principalArn: unknown }), at: ["admin"] },
  ],
};
