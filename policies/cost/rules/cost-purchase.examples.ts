import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const pool = (capacityType: string, ...instanceTypes: string[]) => [
  { type: aws.nodeGroup, name: "pool", inputs: { capacityType, instanceTypes } },
];

export const examples: RuleExamples = {
  good: [
    { title: "On demand", resources: pool("ON_DEMAND", "p5.48xlarge") },
    { title: "Spot, of several types", resources: pool("SPOT", "g6e.12xlarge", "g6.12xlarge") },
  ],
  bad: [
    { title: "Spot, of one type", resources: pool("SPOT", "g6e.12xlarge"), at: ["pool"] },
    {
      title: "A fabric on spot",
      resources: [
        {
          type: aws.launchTemplate,
          name: "template",
          inputs: { instanceType: "p5.48xlarge", networkInterfaces: [{ interfaceType: "efa" }] },
        },
        {
          type: aws.nodeGroup,
          name: "pool",
          inputs: { capacityType: "SPOT" },
          references: { launchTemplate: ["template"] },
        },
      ],
      at: ["pool"],
    },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pool(unknown, "g6e.12xlarge"), at: ["pool"] }],
};
