import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const vpc = (rules: PropertyMap) => [
  { type: aws.vpc, name: "region" },
  { type: aws.defaultSecurityGroup, name: "closed", inputs: rules, references: { vpcId: ["region"] } },
];

export const examples: RuleExamples = {
  good: [{ title: "Without rules", resources: vpc({ ingress: [], egress: [] }) }],
  bad: [
    { title: "As AWS makes it", resources: [{ type: aws.vpc, name: "region" }], at: ["region"] },
    {
      title: "Open among themselves",
      resources: vpc({ ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }),
      at: ["closed"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: vpc({ ingress: unknown }), at: ["closed"] }],
};
