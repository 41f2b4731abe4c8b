import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const accessPoint = (inputs: PropertyMap) => [{ type: aws.accessPoint, name: "research", inputs }];

export const examples: RuleExamples = {
  good: [
    { title: "From a VPC that is still to be made", resources: accessPoint({ vpcConfiguration: { vpcId: unknown } }) },
  ],
  bad: [
    { title: "S3's default: the internet", resources: accessPoint({}), at: ["research"] },
    {
      title: "A policy may make it public",
      resources: accessPoint({
        vpcConfiguration: { vpcId: unknown },
        publicAccessBlockConfiguration: { blockPublicPolicy: false },
      }),
      at: ["research"],
    },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: accessPoint({ vpcConfiguration: { vpcId: unknown }, publicAccessBlockConfiguration: unknown }),
      at: ["research"],
    },
  ],
};
