import { anyPrincipal, isAllow, isNarrowed, policyDocument, someStatement } from "../../aws/policyDocuments";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, not } from "../../../plan/property";

export const kmsKeyPolicy = documentRule({
  id: "KMS-03",
  name: "kms-key-policy",
  title: "No key policy lets everybody use the key",
  severity: "critical",
  rationale: "A key that every principal of every account may use protects nothing.",
  remediation:
    "Name the principals, or add a condition on `kms:CallerAccount`, `aws:PrincipalArn` or the organization.",
  controls: { ...safeguards.keyManagement, fsbp: ["KMS.5"] },
  types: [aws.key, "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) => {
    const document = policyDocument(key, "policy");
    const open = someStatement(document, (statement) =>
      allOf([isAllow(statement), anyPrincipal(statement), not(isNarrowed(statement))]),
    );
    return [must(not(open), "the key policy allows everybody", document)];
  },
});
