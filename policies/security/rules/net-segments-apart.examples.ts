import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const live = (policyDocument: string) => [
  { type: aws.coreNetworkPolicyAttachment, name: "network", inputs: { policyDocument } },
];
const policy = (actions: object[]) =>
  JSON.stringify({
    version: "2021.12",
    segments: [{ name: "production" }, { name: "development" }],
    "segment-actions": actions,
  });
const share = { action: "share", mode: "attachment-route", segment: "production", "share-with": ["development"] };

export const examples: RuleExamples = {
  good: [{ title: "Segments apart", resources: live(policy([])) }],
  bad: [
    { title: "Production is shared with development", resources: live(policy([share])), at: ["network"] },
    { title: "No document", resources: live("segments"), at: ["network"] },
  ],
  undetermined: [{ title: "A document from elsewhere", resources: live(unknown), at: ["network"] }],
};
