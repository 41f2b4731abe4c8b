import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const template = (metadataOptions: Record<string, string | number>) => [
  { type: aws.launchTemplate, name: "node", inputs: { metadataOptions } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Tokens required", resources: template({ httpTokens: "required", httpPutResponseHopLimit: 1 }) },
    { title: "No metadata service", resources: template({ httpEndpoint: "disabled" }) },
  ],
  bad: [
    { title: "EC2's default", resources: [{ type: aws.launchTemplate, name: "node" }], at: ["node"] },
    { title: "Tokens optional", resources: template({ httpTokens: "optional" }), at: ["node"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: template({ httpTokens: unknown }), at: ["node"] }],
};
