import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const lustre = (storageCapacity: number | string) => [
  { type: aws.lustre, name: "scratch", inputs: { storageCapacity } },
];

export const examples: RuleExamples = {
  parameters: { maxTiB: 24 },
  good: [{ title: "24 TiB", resources: lustre(24_000) }],
  bad: [{ title: "A digit too many", resources: lustre(240_000), at: ["scratch"] }],
  undetermined: [{ title: "Decided elsewhere", resources: lustre(unknown), at: ["scratch"] }],
};
