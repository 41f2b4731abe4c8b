import { grantsEverything, permissionDocuments, permissionTypes, someStatement } from "../../aws/policyDocuments";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { not } from "../../../plan/property";

export const iamNoAdmin = documentRule({
  id: "IAM-01",
  name: "iam-no-admin",
  title: "No policy grants every action on every resource",
  severity: "critical",
  rationale: "Such a policy makes whoever holds it, or steals it, the account's administrator.",
  remediation: "List the actions that are needed, on the resources they are needed for.",
  controls: { ...safeguards.leastPrivilege, cisAws: ["2.14"], fsbp: ["IAM.1"] },
  types: permissionTypes,
  check: (policy) =>
    permissionDocuments(policy).map((document) =>
      must(
        not(someStatement(document, grantsEverything)),
        "a statement allows every action on every resource",
        document,
      ),
    ),
});
