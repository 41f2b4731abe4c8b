import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const template = (metadataOptions: PropertyMap) => [
  { type: aws.launchTemplate, name: "node", inputs: { metadataOptions } },
];

export const examples: RuleExamples = {
  good: [
    { title: "One hop", resources: template({ httpPutResponseHopLimit: 1 }) },
    {
      title: "Karpenter's default",
      resources: [{ type: kubernetes.ec2NodeClass, name: "burst", inputs: { spec: {} } }],
    },
  ],
  bad: [
    { title: "Two hops", resources: template({ httpPutResponseHopLimit: 2 }), at: ["node"] },
    { title: "Whatever the account's default is", resources: template({ httpTokens: "required" }), at: ["node"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: template({ httpPutResponseHopLimit: unknown }), at: ["node"] },
  ],
};
