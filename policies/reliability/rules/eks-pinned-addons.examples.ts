import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const addon = (inputs: PropertyMap) => [{ type: aws.addon, name: "dns", inputs: { addonName: "coredns", ...inputs } }];

export const examples: RuleExamples = {
  good: [{ title: "Pinned", resources: addon({ addonVersion: "v1.13.2-eksbuild.11" }) }],
  bad: [{ title: "EKS' default", resources: addon({}), at: ["dns"] }],
};
