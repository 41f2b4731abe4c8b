import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const efs = (status: string): ExampleResource[] => [
  { type: aws.efs, name: "home" },
  {
    type: aws.efsBackupPolicy,
    name: "policy",
    inputs: { backupPolicy: { status } },
    references: { fileSystemId: ["home"] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "EFS' own policy", resources: efs("ENABLED") },
    {
      title: "Selected by its tag",
      resources: [
        { type: aws.efs, name: "home", inputs: { tagsAll: { backup: "daily" } } },
        {
          type: aws.backupSelection,
          name: "daily",
          inputs: { selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] },
        },
      ],
    },
  ],
  bad: [
    { title: "Nothing", resources: [{ type: aws.efs, name: "home" }], at: ["home"] },
    { title: "Switched off", resources: efs("DISABLED"), at: ["home"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: efs(unknown), at: ["home"] }],
};
