import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const ddbKms = resourceRule({
  id: "DDB-02",
  name: "ddb-kms",
  title: "Tables encrypt with a key of the account's own",
  severity: "low",
  severityIn: ({ compliance }) => (compliance.length > 0 ? "medium" : undefined),
  rationale: "DynamoDB's own key has no policy and no log of its own: reading the table is reading the data.",
  remediation: "Set `serverSideEncryption` with `enabled` and `kmsKeyArn`.",
  controls: { ...safeguards.encryptionAtRest },
  types: [aws.table],
  check: (table) => {
    const encryption = table.at("serverSideEncryption");
    return [
      must(encryption.at("enabled").or(false).isTrue, "the table uses DynamoDB's own key", encryption.at("enabled")),
      ownKey(encryption.at("kmsKeyArn"), "the table names"),
    ];
  },
});
