import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const subnet = (inputs: PropertyMap) => [{ type: aws.subnet, name: "public", inputs }];

export const examples: RuleExamples = {
  good: [{ title: "VPC's default", resources: subnet({}) }],
  bad: [{ title: "Given out", resources: subnet({ mapPublicIpOnLaunch: true }), at: ["public"] }],
  undetermined: [{ title: "Decided elsewhere", resources: subnet({ mapPublicIpOnLaunch: unknown }), at: ["public"] }],
};
