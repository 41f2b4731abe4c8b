import {
  allows,
  allResources,
  conditions,
  permissionDocuments,
  permissionTypes,
  someStatement,
} from "../../aws/policyDocuments";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, anyOf, not, type Property, type Truth, truthOf } from "../../../plan/property";

export const iamNoEscalation = documentRule({
  id: "IAM-05",
  name: "iam-no-escalation",
  title: "No policy lets its holder grant itself more",
  severity: "high",
  rationale: "Who may change any policy, role or credential is an administrator in two steps.",
  remediation:
    "Name the policies, roles or users in `Resource`, or require a permissions boundary by `iam:PermissionsBoundary`.",
  controls: { ...safeguards.leastPrivilege },
  types: permissionTypes,
  check: (policy) =>
    permissionDocuments(policy).map((document) =>
      must(not(someStatement(document, escalates)), "a statement lets its holder grant itself more", document),
    ),
});

/** Each of these alone, on every resource, is a way to any permission. */
const escalations = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];

function escalates(statement: Property): Truth {
  return allOf([
    anyOf(escalations.map((action) => allows(statement, action))),
    allResources(statement),
    truthOf(conditions(statement, "iam:PermissionsBoundary").length === 0),
  ]);
}
