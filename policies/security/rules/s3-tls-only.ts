import { bucketTypes, settingsOf } from "../../aws/buckets";
import { anyPrincipal, conditions, hasAction, isDeny, policyDocument, someStatement } from "../../aws/policyDocuments";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { allOf, anyOf, type Property, type Truth, truthOf } from "../../../plan/property";

export const s3TlsOnly = graphRule({
  id: "S3-02",
  name: "s3-tls-only",
  title: "Every bucket refuses requests without TLS",
  severity: "high",
  rationale:
    "S3 answers plain HTTP unless the bucket's policy refuses it: data and signed requests can then be read on the way.",
  remediation:
    'Deny `s3:*` to everybody on the bucket and its objects where `aws:SecureTransport` is "false", in an `aws.s3.BucketPolicy`.',
  controls: { ...safeguards.encryptionInTransit, cisAws: ["3.1.1"], fsbp: ["S3.5"] },
  types: bucketTypes,
  check: (bucket) => {
    const policies = settingsOf(bucket, aws.bucketPolicy);
    if (policies.length === 0) return [must("no", "the bucket has no policy that refuses plain HTTP")];
    const refused = policies.map((policy) => someStatement(policyDocument(policy, "policy"), refusesPlainHttp));
    return [must(anyOf(refused), "the bucket's policy does not refuse plain HTTP", policies[0]?.at("policy"))];
  },
});

function refusesPlainHttp(statement: Property): Truth {
  return allOf([
    isDeny(statement),
    anyPrincipal(statement),
    hasAction(statement, (action) => action === "*" || action.toLowerCase() === "s3:*"),
    coversObjects(statement.at("Resource")),
    anyOf(
      conditions(statement, "aws:SecureTransport")
        .filter(({ operator }) => operator === "bool")
        .map(({ value }) => value.is("false", false)),
    ),
  ]);
}

/** The bucket and its objects: `*`, or two names, of which the objects' ends in `/*` where it is known. */
function coversObjects(resources: Property): Truth {
  const known = resources.elements.flatMap(({ text }) => text ?? []);
  if (known.includes("*")) return "yes";
  const unknown = resources.elements.length - known.length;
  const objects = known.filter((name) => name.endsWith("/*")).length;
  return truthOf(objects + unknown > 0 && known.length - objects + unknown > 0 && resources.elements.length > 1);
}
