import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const group = (inputs: PropertyMap) => [{ type: aws.securityGroup, name: "nodes", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "Described", resources: group({ description: "EKS nodes and their pods" }) }],
  bad: [
    { title: "Pulumi's text", resources: group({ description: "Managed by Pulumi" }), at: ["nodes"] },
    {
      title: "A rule without a word",
      resources: [{ type: aws.securityGroupIngress, name: "in", inputs: { ipProtocol: "-1" } }],
      at: ["in"],
    },
  ],
};
