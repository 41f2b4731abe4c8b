import { allows, allResources, permissionDocuments, permissionTypes, someStatement } from "../../aws/policyDocuments";
import { safeguards } from "../../frameworks";
import { documentRule, must } from "../../rule";
import { allOf, anyOf, not, type Property, type Truth, truthOf } from "../../../plan/property";

export const iamDataAccess = documentRule({
  id: "IAM-03",
  name: "iam-data-access",
  title: "Policies that read data or secrets name which",
  severity: "high",
  rationale:
    "A role that may read any bucket, secret, parameter or table of the account reads those that are made tomorrow too.",
  remediation: "Name buckets, secrets, parameters and tables in `Resource`, by ARN or by prefix.",
  controls: { ...safeguards.leastPrivilege },
  types: permissionTypes,
  check: (policy) =>
    permissionDocuments(policy).map((document) =>
      must(not(someStatement(document, readsEverything)), "a statement reads data of the whole account", document),
    ),
});

/** Actions that hand over content, and that each can be restricted to a resource. */
const reads = [
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "dynamodb:GetItem",
  "dynamodb:Query",
  "dynamodb:Scan",
  "sqs:ReceiveMessage",
  "kinesis:GetRecords",
];

function readsEverything(statement: Property): Truth {
  const narrowed = statement.at("Condition").isPresent;
  return allOf([anyOf(reads.map((action) => allows(statement, action))), allResources(statement), truthOf(!narrowed)]);
}
