import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const kmsDeletionWindow = resourceRule({
  id: "KMS-02",
  name: "kms-deletion-window",
  title: "A key that is deleted can be brought back for weeks",
  severity: "medium",
  rationale: "With its key, everything that the key encrypted is gone. The waiting period is the only way back.",
  remediation: "Leave `deletionWindowInDays` at 30, its default, and `protect` the key outside development.",
  controls: { ...safeguards.deletionGuard, fsbp: ["KMS.3"] },
  types: [aws.key],
  parameters: {
    minDays: {
      description: "Shortest waiting period, days.",
      schema: { type: "integer", minimum: 7, maximum: 30 },
      weaker: "lower",
      default: 30,
      byEnvironment: { development: 7 },
    },
    protected: {
      description: "Whether the key must have Pulumi's `protect` option.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (key, { parameters }) => {
    const window = key.at("deletionWindowInDays");
    return [
      must(window.or(30).atLeast(parameters.minDays), "the key is gone too soon after its deletion", window),
      must(truthOf(key.protect || !parameters.protected), "one `pulumi destroy` deletes the key: it is not protected"),
    ];
  },
});
