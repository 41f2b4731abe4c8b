import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const region = (storageZone: string): ExampleResource[] => [
  { type: aws.subnet, name: "train", inputs: { availabilityZoneId: "use1-az6" } },
  { type: aws.subnet, name: "storage", inputs: { availabilityZoneId: storageZone } },
  {
    type: aws.launchTemplate,
    name: "template",
    inputs: {
      instanceType: "p5.48xlarge",
      networkInterfaces: [{ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa" }],
    },
  },
  { type: aws.nodeGroup, name: "pool", references: { launchTemplate: ["template"], subnetIds: ["train"] } },
  { type: aws.lustre, name: "scratch", references: { subnetIds: ["storage"] } },
];

export const examples: RuleExamples = {
  good: [
    { title: "Beside the nodes", resources: region("use1-az6") },
    { title: "No training pool", resources: [{ type: aws.lustre, name: "scratch" }] },
  ],
  bad: [{ title: "In another zone", resources: region("use1-az4"), at: ["scratch"] }],
  undetermined: [{ title: "A subnet whose zone AWS chooses", resources: region(unknown), at: ["scratch"] }],
};
