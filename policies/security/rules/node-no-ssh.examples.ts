import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";

export const examples: RuleExamples = {
  good: [{ title: "No key", resources: [{ type: aws.launchTemplate, name: "node" }] }],
  bad: [
    {
      title: "A key pair in the template",
      resources: [{ type: aws.launchTemplate, name: "node", inputs: { keyName: "operators" } }],
      at: ["node"],
    },
    {
      title: "Remote access to a node group, by a key that is still to be made",
      resources: [{ type: aws.nodeGroup, name: "pool", inputs: { remoteAccess: { ec2SshKey: unknown } } }],
      at: ["pool"],
    },
  ],
};
