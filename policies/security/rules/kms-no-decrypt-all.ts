import { allows, allResources, permissionDocuments, permissionTypes, someStatement } from "../../aws/policyDocuments";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, anyOf, not, type Property, type Truth, truthOf } from "../../../plan/property";

export const kmsNoDecryptAll = documentRule({
  id: "KMS-05",
  name: "kms-no-decrypt-all",
  title: "No policy allows decrypting with every key",
  severity: "high",
  rationale: "A key for each domain of data divides nothing where a role may decrypt with all of them.",
  remediation: "Name the keys in `Resource`, or narrow the statement by `kms:ViaService` or `kms:ResourceAliases`.",
  controls: { ...safeguards.leastPrivilege, fsbp: ["KMS.1", "KMS.2"] },
  types: permissionTypes,
  check: (policy) =>
    permissionDocuments(policy).map((document) =>
      must(not(someStatement(document, decryptsAll)), "a statement allows decrypting with every key", document),
    ),
});

function decryptsAll(statement: Property): Truth {
  return allOf([
    anyOf([allows(statement, "kms:Decrypt"), allows(statement, "kms:ReEncryptFrom")]),
    allResources(statement),
    truthOf(statement.at("Condition").isAbsent),
  ]);
}
