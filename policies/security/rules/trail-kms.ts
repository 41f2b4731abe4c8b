import { ownKey } from "../../aws/keys";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { resourceRule } from "../../rule";

export const trailKms = resourceRule({
  id: "TRAIL-03",
  name: "trail-kms",
  title: "The trail encrypts with a key of the account's own",
  severity: "high",
  rationale: "The trail says who can do what, and how: it is a map for whoever reads it.",
  remediation: "Set `kmsKeyId` to a key of the account's own.",
  controls: { ...safeguards.encryptionAtRest, cisAws: ["4.5"], fsbp: ["CloudTrail.2"] },
  types: [aws.trail],
  check: (trail) => [ownKey(trail.at("kmsKeyId"), "the trail names")],
});
