import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const repository = (inputs: PropertyMap) => [{ type: aws.ecrRepository, name: "training", inputs }];
const encryption = (encryptionType: string, kmsKey?: string) =>
  repository({ encryptionConfigurations: [{ encryptionType, ...(kmsKey !== undefined && { kmsKey }) }] });

export const examples: RuleExamples = {
  good: [{ title: "A key that is still to be made", resources: encryption("KMS", unknown) }],
  bad: [
    { title: "ECR's default", resources: repository({}), at: ["training"] },
    { title: "AWS' key", resources: encryption("KMS"), at: ["training"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: encryption(unknown, unknown), at: ["training"] }],
};
