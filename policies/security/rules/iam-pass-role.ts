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
import { allOf, not, type Property, type Truth, truthOf } from "../../../plan/property";

export const iamPassRole = documentRule({
  id: "IAM-09",
  name: "iam-pass-role",
  title: "Roles are passed by name",
  severity: "medium",
  rationale: "Who may pass any role to any service runs code as the strongest role of the account.",
  remediation: "Name the roles in `Resource`, or the service in a condition on `iam:PassedToService`.",
  controls: { ...safeguards.leastPrivilege },
  types: permissionTypes,
  check: (policy) =>
    permissionDocuments(policy).map((document) =>
      must(not(someStatement(document, passesAnyRole)), "a statement lets any role be passed to any service", document),
    ),
});

function passesAnyRole(statement: Property): Truth {
  return allOf([
    allows(statement, "iam:PassRole"),
    allResources(statement),
    truthOf(conditions(statement, "iam:PassedToService").length === 0),
  ]);
}
