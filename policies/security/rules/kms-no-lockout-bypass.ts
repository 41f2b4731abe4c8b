import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const kmsNoLockoutBypass = resourceRule({
  id: "KMS-04",
  name: "kms-no-lockout-bypass",
  title: "No key can be locked away from its account",
  severity: "high",
  rationale:
    "With the check bypassed a policy may shut out everybody who could mend it: what the key encrypts is then lost.",
  remediation: "Leave `bypassPolicyLockoutSafetyCheck` out.",
  controls: { ...safeguards.keyManagement },
  types: [aws.key, "aws:kms/keyPolicy:KeyPolicy"],
  check: (key) => {
    const bypass = key.at("bypassPolicyLockoutSafetyCheck");
    return [must(not(bypass.or(false).isTrue), "the check against lockout is bypassed", bypass)];
  },
});
