import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = (vpcConfig: PropertyMap) => [{ type: aws.cluster, name: "ai", inputs: { vpcConfig } }];

export const examples: RuleExamples = {
  good: [
    {
      title: "An office's network",
      resources: cluster({ endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] }),
    },
    { title: "A private endpoint", resources: cluster({ endpointPublicAccess: false }) },
  ],
  bad: [
    { title: "EKS' default", resources: cluster({ endpointPublicAccess: true }), at: ["ai"] },
    {
      title: "The internet, behind a range that is not known yet",
      resources: cluster({ endpointPublicAccess: true, publicAccessCidrs: [unknown, "0.0.0.0/0"] }),
      at: ["ai"],
    },
  ],
  undetermined: [
    {
      title: "A range that another stack gives",
      resources: cluster({ endpointPublicAccess: true, publicAccessCidrs: [unknown] }),
      at: ["ai"],
    },
  ],
};
