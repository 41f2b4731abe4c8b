import { hasAction, isAllow, policyDocument, someStatement } from "../../aws/policyDocuments";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, not, type Property, type Truth, truthOf } from "../../../plan/property";

export const iamOidcTrust = documentRule({
  id: "IAM-07",
  name: "iam-oidc-trust",
  title: "Trust in an identity provider pins audience and subject",
  severity: "critical",
  rationale:
    "An OpenID Connect provider vouches for all its users: without the subject any repository of GitHub, or any service account of the cluster, may take the role.",
  remediation:
    "Require `<issuer>:aud` and `<issuer>:sub` by `StringEquals`, the subject without a bare `*`. In EKS prefer Pod Identity.",
  controls: { ...safeguards.authentication },
  types: [aws.role],
  check: (role) => {
    const document = policyDocument(role, "assumeRolePolicy");
    return [
      must(not(someStatement(document, trustsAnyIdentity)), "any identity of the provider may take the role", document),
    ];
  },
});

function trustsAnyIdentity(statement: Property): Truth {
  const federated = statement.at("Principal", "Federated");
  const web = hasAction(statement, (action) => action === "sts:AssumeRoleWithWebIdentity");
  const pinned = allOf([pins(statement, ":aud"), pins(statement, ":sub")]);
  return allOf([isAllow(statement), truthOf(federated.isPresent), web, not(pinned)]);
}

/** Whether a condition compares the claim with something narrower than everything. A value that is not known yet is one name. */
function pins(statement: Property, claim: string): Truth {
  const compared = Object.entries(statement.at("Condition").members).flatMap(([operator, keys]) =>
    /^stringequals|^stringlike$/i.test(operator)
      ? Object.entries(keys.members).flatMap(([key, value]) => (key.endsWith(claim) ? [value] : []))
      : [],
  );
  return truthOf(
    compared.some(
      (value) => value.isUnknown || value.elements.every(({ text }) => !/^\*|^repo:\*|^$/.test(text ?? "name")),
    ),
  );
}
