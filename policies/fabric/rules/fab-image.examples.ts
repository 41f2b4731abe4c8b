import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const pool = (amiType: string, instanceType = "g6e.12xlarge") => [
  { type: aws.nodeGroup, name: "pool", inputs: { amiType, instanceTypes: [instanceType] } },
];

export const examples: RuleExamples = {
  good: [
    { title: "With NVIDIA's driver", resources: pool("AL2023_x86_64_NVIDIA") },
    { title: "With Neuron's", resources: pool("AL2023_x86_64_NEURON", "trn2.48xlarge") },
    { title: "An image of one's own", resources: pool("CUSTOM") },
  ],
  bad: [
    { title: "The standard image", resources: pool("AL2023_x86_64_STANDARD"), at: ["pool"] },
    { title: "Another processor's", resources: pool("AL2023_ARM_64_NVIDIA"), at: ["pool"] },
  ],
  undetermined: [{ title: "Decided elsewhere", resources: pool(unknown), at: ["pool"] }],
};
