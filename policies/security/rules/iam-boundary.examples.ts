import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

export const examples: RuleExamples = {
  parameters: { required: true },
  good: [
    {
      title: "A boundary of another stack",
      resources: [{ type: aws.role, name: "training", inputs: { permissionsBoundary: unknown } }],
    },
  ],
  bad: [{ title: "None", resources: [{ type: aws.role, name: "training" }], at: ["training"] }],
};
