import { kubernetes } from "../../kubernetes/types";
import { type RuleExamples, unknown } from "../../examples";

const pod = (image: string) => [
  { type: kubernetes.pod, name: "train", inputs: { spec: { containers: [{ name: "trainer", image }] } } },
];

export const examples: RuleExamples = {
  good: [
    { title: "A tag", resources: pod("public.ecr.aws/example/trainer:2.9.1") },
    {
      title: "A digest",
      resources: pod(
        "registry.example:5000/trainer@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
      ),
    },
  ],
  bad: [
    { title: "The latest", resources: pod("public.ecr.aws/example/trainer:latest"), at: ["train"] },
    { title: "None, which is the latest", resources: pod("registry.example:5000/trainer"), at: ["train"] },
  ],
  undetermined: [{ title: "An image that is still to be built", resources: pod(unknown), at: ["train"] }],
};
