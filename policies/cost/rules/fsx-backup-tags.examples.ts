import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const lustre = (inputs: PropertyMap) => [
  { type: aws.lustre, name: "home", inputs: { automaticBackupRetentionDays: 7, ...inputs } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Copied", resources: lustre({ copyTagsToBackups: true }) },
    { title: "No backups", resources: lustre({ automaticBackupRetentionDays: 0 }) },
  ],
  bad: [{ title: "FSx' default", resources: lustre({}), at: ["home"] }],
  undetermined: [{ title: "Decided elsewhere", resources: lustre({ copyTagsToBackups: unknown }), at: ["home"] }],
};
