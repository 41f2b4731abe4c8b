import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const bucket = (tags: PropertyMap) => [{ type: aws.bucket, name: "curated", inputs: { tagsAll: tags } }];

export const examples: RuleExamples = {
  parameters: { required: ["team"], allowed: { team: ["research", "products"] } },
  good: [{ title: "Whose it is", resources: bucket({ team: "research" }) }],
  bad: [
    { title: "Nobody's", resources: bucket({ owner: "research" }), at: ["curated"] },
    { title: "A team that is not", resources: bucket({ team: "reserch" }), at: ["curated"] },
  ],
  undetermined: [{ title: "Named elsewhere", resources: bucket({ team: unknown }), at: ["curated"] }],
};
