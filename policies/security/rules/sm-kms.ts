import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { resourceRule } from "../../rule";

export const smKms = resourceRule({
  id: "SM-01",
  name: "sm-kms",
  title: "Secrets encrypt with a key of the account's own",
  severity: "medium",
  rationale: "A secret under AWS' key cannot be shared with another account, nor closed by a key's policy.",
  remediation: "Set `kmsKeyId` to a key of the account's own.",
  controls: { ...safeguards.encryptionAtRest },
  types: [aws.secret],
  check: (secret) => [ownKey(secret.at("kmsKeyId"), "the secret names")],
});
