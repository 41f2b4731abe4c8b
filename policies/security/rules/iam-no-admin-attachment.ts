import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import type { PropertyValue } from "../../../plan/graph";
import { truthOf } from "../../../plan/property";

export const iamNoAdminAttachment = resourceRule({
  id: "IAM-04",
  name: "iam-no-admin-attachment",
  title: "Nobody is given an administrator's managed policy",
  severity: "critical",
  rationale: "AWS' own AdministratorAccess, PowerUserAccess and IAMFullAccess hand over the account, or the way to it.",
  remediation: "Attach a policy with the actions that are needed.",
  controls: { ...safeguards.leastPrivilege, cisAws: ["2.14"], fsbp: ["IAM.1"] },
  types: [
    aws.role,
    aws.rolePolicyAttachment,
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  ],
  check: (resource) => {
    const arns = resource.at(resource.type === aws.role ? "managedPolicyArns" : "policyArn");
    const powerful = (arn: PropertyValue) =>
      typeof arn === "string" && /:aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.test(arn);
    // A policy that the stack makes has no name of AWS' own: that its ARN is not known yet tells enough.
    return [
      must(
        truthOf(!arns.elements.some((arn) => powerful(arn.known ?? ""))),
        "an administrator's policy is attached",
        arns,
      ),
    ];
  },
});
