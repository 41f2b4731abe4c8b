import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const groups = (...zones: string[]): ExampleResource[] => [
  { type: aws.cluster, name: "ai" },
  ...zones.flatMap((availabilityZoneId, index): ExampleResource[] => [
    { type: aws.subnet, name: `subnet-${index}`, inputs: { availabilityZoneId } },
    {
      type: aws.nodeGroup,
      name: `system-${index}`,
      inputs: { instanceTypes: ["m7i.xlarge"], scalingConfig: { minSize: 1, desiredSize: 1, maxSize: 2 } },
      references: { clusterName: ["ai"], subnetIds: [`subnet-${index}`] },
    },
  ]),
];

export const examples: RuleExamples = {
  good: [{ title: "Two zones", resources: groups("use1-az4", "use1-az6") }],
  bad: [{ title: "One zone", resources: groups("use1-az4"), at: ["ai"] }],
  undetermined: [{ title: "Zones that AWS chooses", resources: groups(unknown, unknown), at: ["ai"] }],
};
