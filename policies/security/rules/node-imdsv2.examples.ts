import { aws } from "../../aws/types";
import type { PropertyMap } from "../../../plan/graph";
import { kubernetes } from "../../kubernetes/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const template = (metadataOptions: Record<string, string | number>) => [
  { type: aws.launchTemplate, name: "node", inputs: { metadataOptions } },
];

const nodeClass = (spec: PropertyMap): ExampleResource[] => [
  { type: kubernetes.ec2NodeClass, name: "burst", inputs: { spec } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Tokens required", resources: template({ httpTokens: "required", httpPutResponseHopLimit: 1 }) },
    { title: "No metadata service", resources: template({ httpEndpoint: "disabled" }) },
    { title: "Karpenter's default", resources: nodeClass({ role: "node" }) },
  ],
  bad: [
    { title: "EC2's default", resources: [{ type: aws.launchTemplate, name: "node" }], at: ["node"] },
    { title: "Tokens optional", resources: template({ httpTokens: "optional" }), at: ["node"] },
    {
      title: "Tokens optional on Karpenter's nodes",
      resources: nodeClass({ metadataOptions: { httpTokens: "optional" } }),
      at: ["burst"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: template({ httpTokens: unknown }), at: ["node"] }],
  remediated: [
    {
      title: "Tokens required, all else as it was",
      resources: template({ httpTokens: "optional", httpPutResponseHopLimit: 1 }),
      becomes: template({ httpTokens: "required", httpPutResponseHopLimit: 1 }),
    },
    {
      title: "Left alone where there is no metadata service",
      resources: template({ httpEndpoint: "disabled" }),
      becomes: template({ httpEndpoint: "disabled" }),
    },
  ],
};
