import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const aurora = (instances: number): ExampleResource[] => [
  { type: aws.rdsCluster, name: "metadata" },
  ...Array.from({ length: instances }, (_, index) => ({
    type: aws.rdsClusterInstance,
    name: `metadata-${index}`,
    references: { clusterIdentifier: ["metadata"] },
  })),
];
const instance = (multiAz: boolean | string) => [{ type: aws.rdsInstance, name: "metadata", inputs: { multiAz } }];

export const examples: RuleExamples = {
  good: [
    { title: "Two instances", resources: aurora(2) },
    { title: "Multi-AZ", resources: instance(true) },
  ],
  bad: [
    { title: "One instance", resources: aurora(1), at: ["metadata"] },
    { title: "One zone", resources: instance(false), at: ["metadata"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: instance(unknown), at: ["metadata"] }],
};
