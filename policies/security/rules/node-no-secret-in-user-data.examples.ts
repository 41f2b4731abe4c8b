import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

const template = (userData: string) => [
  { type: aws.launchTemplate, name: "node", inputs: { userData: Buffer.from(userData).toString("base64") } },
];

export const examples: RuleExamples = {
  good: [
    { title: "A node's configuration", resources: template("apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\n") },
    { title: "None", resources: [{ type: aws.launchTemplate, name: "node" }] },
  ],
  bad: [
    // The access key is AWS' own for documentation.
    { title: "An access key", resources: template("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n"), at: ["node"] },
    { title: "A password", resources: template('DB_USER=app\npassword = "correct-horse-battery"\n'), at: ["node"] },
  ],
};
