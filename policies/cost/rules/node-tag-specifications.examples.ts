import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

const template = (...kinds: string[]) => [
  {
    type: aws.launchTemplate,
    name: "node",
    inputs: { tagSpecifications: kinds.map((resourceType) => ({ resourceType, tags: { team: "research" } })) },
  },
];

export const examples: RuleExamples = {
  good: [{ title: "All three", resources: template("instance", "volume", "network-interface") }],
  bad: [
    { title: "None", resources: [{ type: aws.launchTemplate, name: "node" }], at: ["node"] },
    { title: "Instances alone", resources: template("instance"), at: ["node"] },
  ],
  undetermined: [
    {
      title: "Decided elsewhere",
      resources: [{ type: aws.launchTemplate, name: "node", inputs: { tagSpecifications: unknown } }],
      at: ["node"],
    },
  ],
};
