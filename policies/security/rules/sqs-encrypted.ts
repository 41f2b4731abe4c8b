import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const sqsEncrypted = resourceRule({
  id: "SQS-01",
  name: "sqs-encrypted",
  title: "Queues are encrypted, with a key of the account's own where they name one",
  severity: "medium",
  rationale: "Messages wait in a queue for days: they are data at rest.",
  remediation: "Set `kmsMasterKeyId`; or leave `sqsManagedSseEnabled` on, as SQS has it.",
  controls: { ...safeguards.encryptionAtRest, fsbp: ["SQS.1"] },
  types: [aws.queue],
  check: (queue) => {
    const [key, managed] = [queue.at("kmsMasterKeyId"), queue.at("sqsManagedSseEnabled")];
    if (key.isPresent) return [ownKey(key, "the queue names")];
    return [must(managed.or(true).isTrue, "messages wait in the clear", managed)];
  },
});
