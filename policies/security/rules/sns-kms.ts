import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { resourceRule } from "../../rule";

export const snsKms = resourceRule({
  id: "SNS-01",
  name: "sns-kms",
  title: "Topics encrypt with a key of the account's own",
  severity: "medium",
  rationale:
    "SNS stores messages in the clear unless told otherwise; with AWS' key, alarms and events cannot publish to it.",
  remediation: "Set `kmsMasterKeyId`, and let the services that publish use the key by its policy.",
  controls: { ...safeguards.encryptionAtRest, fsbp: ["SNS.1"] },
  types: [aws.snsTopic],
  check: (topic) => [ownKey(topic.at("kmsMasterKeyId"), "the topic names")],
});
