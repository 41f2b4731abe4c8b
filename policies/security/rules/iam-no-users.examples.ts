import { aws } from "../../aws/types";
import type { RuleExamples } from "../../examples";

export const examples: RuleExamples = {
  good: [{ title: "A role", resources: [{ type: aws.role, name: "training" }] }],
  bad: [
    { title: "A user", resources: [{ type: "aws:iam/user:User", name: "uploader" }], at: ["uploader"] },
    { title: "An access key", resources: [{ type: "aws:iam/accessKey:AccessKey", name: "key" }], at: ["key"] },
  ],
};
