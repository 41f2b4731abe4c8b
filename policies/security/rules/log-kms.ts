import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { resourceRule } from "../../rule";

export const logKms = resourceRule({
  id: "LOG-02",
  name: "log-kms",
  title: "Log groups encrypt with a key of the account's own",
  severity: "low",
  severityIn: ({ compliance }) => (compliance.length > 0 ? "medium" : undefined),
  rationale: "Logs hold addresses, names and, sooner or later, a secret.",
  remediation: "Set `kmsKeyId`, and let `logs.<region>.amazonaws.com` use the key by its policy.",
  controls: { ...safeguards.encryptionAtRest },
  types: [aws.logGroup],
  check: (group) => [ownKey(group.at("kmsKeyId"), "the log group names")],
});
