import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const iamNoUsers = resourceRule({
  id: "IAM-10",
  name: "iam-no-users",
  title: "Stacks make no users and no access keys",
  severity: "medium",
  rationale: "A user's access key never expires by itself, and stands in the stack's state.",
  remediation: "Let people sign in through IAM Identity Center and workloads use roles.",
  controls: { ...safeguards.authentication, cisAws: ["2.13"], fsbp: ["IAM.2"] },
  types: ["aws:iam/user:User", "aws:iam/accessKey:AccessKey", "aws:iam/userLoginProfile:UserLoginProfile"],
  check: (user) => [must("no", `the stack makes ${user.type.endsWith("User") ? "a user" : "a user's credentials"}`)],
});
