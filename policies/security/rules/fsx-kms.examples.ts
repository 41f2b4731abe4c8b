import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const lustre = (inputs: PropertyMap) => [{ type: aws.lustre, name: "training", inputs }];

export const examples: RuleExamples = {
  good: [
    {
      title: "A key that is still to be made",
      resources: lustre({ deploymentType: "PERSISTENT_2", kmsKeyId: unknown }),
    },
    { title: "Scratch, which takes no key", resources: lustre({ deploymentType: "SCRATCH_2" }) },
  ],
  bad: [
    { title: "FSx's default", resources: lustre({ deploymentType: "PERSISTENT_2" }), at: ["training"] },
    {
      title: "AWS' key, by its alias",
      resources: lustre({ deploymentType: "PERSISTENT_2", kmsKeyId: "alias/aws/fsx" }),
      at: ["training"],
    },
  ],
};
