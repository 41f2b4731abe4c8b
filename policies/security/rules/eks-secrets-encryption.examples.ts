import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

export const examples: RuleExamples = {
  good: [
    {
      title: "A key of this stack, whose ARN is not known yet",
      resources: [
        { type: aws.key, name: "secrets" },
        {
          type: aws.cluster,
          name: "ai",
          inputs: {
            encryptionConfig: {
              resources: ["secrets"],
              provider: { keyArn: unknown },
            },
          },
          references: { encryptionConfig: ["secrets"] },
        },
      ],
    },
  ],
  bad: [
    { title: "No encryption asked for", resources: [{ type: aws.cluster, name: "ai" }], at: ["ai"] },
    {
      title: "No key",
      resources: [
        { type: aws.cluster, name: "ai", inputs: { encryptionConfig: { resources: ["secrets"], provider: {} } } },
      ],
      at: ["ai"],
    },
  ],
};
