import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const endpoint = (subnetIds: string | string[]) => [
  { type: aws.vpcEndpoint, name: "sts", inputs: { vpcEndpointType: "Interface", subnetIds } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Two zones", resources: endpoint([unknown, unknown]) },
    { title: "A gateway, which has no zone", resources: [{ type: aws.vpcEndpoint, name: "s3" }] },
  ],
  bad: [{ title: "One zone", resources: endpoint([unknown]), at: ["sts"] }],
  undetermined: [{ title: "Decided elsewhere", resources: endpoint(unknown), at: ["sts"] }],
};
