import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const ddbDeletionProtection = resourceRule({
  id: "DDB-03",
  name: "ddb-deletion-protection",
  title: "Tables refuse to be deleted",
  severity: "medium",
  rationale: "A change of a key replaces the table: the old one goes, with all that is in it.",
  remediation: "Set `deletionProtectionEnabled` to true.",
  controls: { ...safeguards.deletionGuard, fsbp: ["DynamoDB.6"] },
  types: [aws.table],
  parameters: {
    required: {
      description: "Whether tables must refuse their deletion.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (table, { parameters }) => {
    if (!parameters.required) return [];
    const protection = table.at("deletionProtectionEnabled");
    return [must(protection.or(false).isTrue, "one call deletes the table", protection)];
  },
});
