import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const kmsRotation = resourceRule({
  id: "KMS-01",
  name: "kms-rotation",
  title: "Symmetric keys rotate at least once a year",
  severity: "medium",
  rationale:
    "Rotation bounds how much is ever encrypted under one key material. KMS keeps the old material, so nothing breaks.",
  remediation: "Set `enableKeyRotation` to true, and `rotationPeriodInDays` to at most the limit.",
  controls: { ...safeguards.keyManagement, cisAws: ["4.6"], fsbp: ["KMS.4"] },
  types: [aws.key],
  parameters: {
    maxDays: {
      description: "Longest time between rotations, days.",
      schema: { type: "integer", minimum: 90, maximum: 2560 },
      weaker: "higher",
      default: 365,
    },
  },
  check: (key, { parameters }) => {
    // KMS rotates no asymmetric or HMAC keys by itself.
    if (key.at("customerMasterKeySpec").or("SYMMETRIC_DEFAULT").is("SYMMETRIC_DEFAULT") === "no") return [];
    const [rotates, period] = [key.at("enableKeyRotation"), key.at("rotationPeriodInDays")];
    return [
      must(rotates.or(false).isTrue, "the key never rotates", rotates),
      must(period.or(365).atMost(parameters.maxDays), "the key rotates too seldom", period),
    ];
  },
});
