import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const cluster = (accessConfig: PropertyMap) => [{ type: aws.cluster, name: "ai", inputs: { accessConfig } }];

export const examples: RuleExamples = {
  good: [
    {
      title: "Access entries alone",
      resources: cluster({ authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false }),
    },
  ],
  bad: [
    { title: "EKS' default", resources: [{ type: aws.cluster, name: "ai" }], at: ["ai"] },
    {
      title: "Both ways",
      resources: cluster({
        authenticationMode: "API_AND_CONFIG_MAP",
        bootstrapClusterCreatorAdminPermissions: false,
      }),
      at: ["ai"],
    },
  ],
};
