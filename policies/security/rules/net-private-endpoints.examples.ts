import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const region = (...serviceNames: string[]): ExampleResource[] => [
  { type: aws.vpc, name: "region" },
  { type: aws.cluster, name: "ai" },
  ...serviceNames.map((serviceName, index) => ({
    type: aws.vpcEndpoint,
    name: `endpoint-${index}`,
    inputs: { serviceName },
    references: { vpcId: ["region"] },
  })),
];
const service = (name: string) => `com.amazonaws.us-east-1.${name}`;
const others = [service("ecr.api"), service("ecr.dkr"), service("sts")];

export const examples: RuleExamples = {
  good: [{ title: "All four", resources: region(service("s3"), ...others) }],
  bad: [
    { title: "None", resources: region(), at: ["region"] },
    { title: "All but S3", resources: region(...others), at: ["region"] },
  ],
  undetermined: [{ title: "A service named elsewhere", resources: region(unknown, ...others), at: ["region"] }],
};
