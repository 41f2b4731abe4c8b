import {
  anyPrincipal,
  conditions,
  isAllow,
  isNarrowed,
  policyDocument,
  someStatement,
} from "../../aws/policyDocuments";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, anyOf, not, type Property, type Truth, truthOf } from "../../../plan/property";

export const iamTrust = documentRule({
  id: "IAM-06",
  name: "iam-trust",
  title: "Roles trust named principals",
  severity: "critical",
  rationale: "A role that trusts everybody, or all of another account, is as safe as the least careful of them.",
  remediation: "Trust a role by its ARN, or narrow the statement by organization, source or external id.",
  controls: { ...safeguards.leastPrivilege },
  types: [aws.role],
  check: (role) => {
    const document = policyDocument(role, "assumeRolePolicy");
    return [
      must(not(someStatement(document, trustsTooMany)), "the role trusts everybody, or a whole account", document),
    ];
  },
});

function trustsTooMany(statement: Property): Truth {
  const principals = statement.at("Principal", "AWS");
  const account = principals.elements.some(({ text }) => text !== undefined && /^(\d{12}|.*:root)$/.test(text));
  const narrowed = anyOf([isNarrowed(statement), truthOf(conditions(statement, "sts:ExternalId").length > 0)]);
  return allOf([isAllow(statement), anyOf([anyPrincipal(statement), truthOf(account)]), not(narrowed)]);
}
