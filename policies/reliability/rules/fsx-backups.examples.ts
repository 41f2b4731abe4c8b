import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const lustre = (inputs: PropertyMap): ExampleResource => ({
  type: aws.lustre,
  name: "home",
  inputs: { deploymentType: "PERSISTENT_2", ...inputs },
});

export const examples: RuleExamples = {
  good: [
    { title: "Two weeks of backups", resources: [lustre({ automaticBackupRetentionDays: 14 })] },
    { title: "Scratch", resources: [lustre({ deploymentType: "SCRATCH_2" })] },
    {
      title: "A mirror of a bucket",
      resources: [
        lustre({}),
        { type: aws.dataRepositoryAssociation, name: "curated", references: { fileSystemId: ["home"] } },
      ],
    },
  ],
  bad: [
    { title: "FSx' default: none", resources: [lustre({})], at: ["home"] },
    { title: "A day", resources: [lustre({ automaticBackupRetentionDays: 1 })], at: ["home"] },
  ],
  undetermined: [
    { title: "Decided elsewhere", resources: [lustre({ automaticBackupRetentionDays: unknown })], at: ["home"] },
  ],
};
