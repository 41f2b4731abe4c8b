import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const pool = (...zones: string[]): ExampleResource[] => [
  {
    type: aws.launchTemplate,
    name: "template",
    inputs: {
      instanceType: "p5.48xlarge",
      networkInterfaces: [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa" }],
    },
  },
  ...zones.map((availabilityZoneId, index) => ({
    type: aws.subnet,
    name: `subnet-${index}`,
    inputs: { availabilityZoneId },
  })),
  {
    type: aws.nodeGroup,
    name: "pool",
    references: { launchTemplate: ["template"], subnetIds: zones.map((_, index) => `subnet-${index}`) },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "One zone", resources: pool("use1-az4") }],
  bad: [{ title: "Two zones", resources: pool("use1-az4", "use1-az6"), at: ["pool"] }],
  undetermined: [{ title: "A subnet whose zone AWS chooses", resources: pool("use1-az4", unknown), at: ["pool"] }],
};
