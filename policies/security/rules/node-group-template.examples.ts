import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const pool = (inputs: PropertyMap) => [{ type: aws.nodeGroup, name: "pool", inputs }];

export const examples: RuleExamples = {
  good: [
    {
      title: "A version of a template that is still to be made",
      resources: pool({ launchTemplate: { id: unknown, version: unknown } }),
    },
  ],
  bad: [
    { title: "None", resources: pool({}), at: ["pool"] },
    {
      title: "The newest version",
      resources: pool({ launchTemplate: { id: unknown, version: "$Latest" } }),
      at: ["pool"],
    },
  ],
};
