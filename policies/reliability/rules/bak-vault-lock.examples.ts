import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

const vault = { type: aws.backupVault, name: "backups" };

export const examples: RuleExamples = {
  good: [
    {
      title: "Locked for 35 days at least",
      resources: [
        vault,
        {
          type: aws.backupVaultLock,
          name: "lock",
          inputs: { minRetentionDays: 35 },
          references: { backupVaultName: ["backups"] },
        },
      ],
    },
  ],
  bad: [{ title: "AWS' default", resources: [vault], at: ["backups"] }],
};
