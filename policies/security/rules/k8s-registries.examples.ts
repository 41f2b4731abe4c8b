import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";

const pod = (image: string) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [{ name: "trainer", image }] } } },
];

export const examples: RuleExamples = {
  parameters: { registries: ["public.ecr.aws/example"] },
  good: [{ title: "Trusted", resources: pod("public.ecr.aws/example/trainer:2.9.1") }],
  bad: [{ title: "From anywhere", resources: pod("docker.io/somebody/trainer:2.9.1"), at: ["train"] }],
  undetermined: [{ title: "An image that is still to be built", resources: pod(unknown), at: ["train"] }],
};
