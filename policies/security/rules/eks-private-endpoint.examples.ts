import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const cluster = (vpcConfig: Record<string, boolean | string>) => [
  { type: aws.cluster, name: "ai", inputs: { vpcConfig: { subnetIds: [unknown], ...vpcConfig } } },
];

export const examples: RuleExamples = {
  good: [
    {
      title: "Private endpoint only",
      resources: cluster({ endpointPrivateAccess: true, endpointPublicAccess: false }),
    },
  ],
  bad: [
    { title: "Neither set: EKS opens the endpoint to the internet", resources: cluster({}), at: ["ai"] },
    {
      title: "Public besides private",
      resources: cluster({ endpointPrivateAccess: true, endpointPublicAccess: true }),
      at: ["ai"],
    },
    {
      title: "No endpoint that nodes could use without the internet, whatever the public one turns out to be",
      resources: cluster({ endpointPublicAccess: unknown }),
      at: ["ai"],
    },
  ],
  undetermined: [
    {
      title: "Another stack decides",
      resources: cluster({ endpointPrivateAccess: true, endpointPublicAccess: unknown }),
      at: ["ai"],
    },
  ],
};
