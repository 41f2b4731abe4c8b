import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const repository = (inputs: PropertyMap) => [{ type: aws.ecrRepository, name: "training", inputs }];
const imageScanningConfiguration = { scanOnPush: true };

export const examples: RuleExamples = {
  good: [{ title: "Both", resources: repository({ imageScanningConfiguration, imageTagMutability: "IMMUTABLE" }) }],
  bad: [
    { title: "ECR's default", resources: repository({}), at: ["training"] },
    { title: "Tags that move", resources: repository({ imageScanningConfiguration }), at: ["training"] },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: repository({ imageScanningConfiguration: unknown, imageTagMutability: "IMMUTABLE" }),
      at: ["training"],
    },
  ],
};
