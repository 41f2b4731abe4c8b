import { anyPrincipal, isAllow, isNarrowed, policyDocument, someStatement } from "../../aws/policyDocuments";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, not } from "../../../plan/property";

export const s3NoPublicPolicy = documentRule({
  id: "S3-10",
  name: "s3-no-public-policy",
  title: "No bucket policy lets everybody in",
  severity: "critical",
  rationale: "A statement that allows the principal `*` makes its objects readable, or writable, by the world.",
  remediation: "Name the principals, or add a condition on account, organization, VPC or endpoint.",
  controls: { ...safeguards.leastPrivilege, cisAws: ["2.21"], fsbp: ["S3.2", "S3.6"] },
  types: [aws.bucketPolicy],
  check: (policy) => {
    const document = policyDocument(policy, "policy");
    const open = someStatement(document, (statement) =>
      allOf([isAllow(statement), anyPrincipal(statement), not(isNarrowed(statement))]),
    );
    return [must(not(open), "the policy allows everybody", document)];
  },
});
