import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const eksDeletionProtection = resourceRule({
  id: "EKS-07",
  name: "eks-deletion-protection",
  title: "Clusters refuse to be deleted",
  severity: "high",
  rationale: "With the cluster go all jobs and every volume that the cluster made.",
  remediation: "Set `deletionProtection` to true; switch it off, on purpose, before the cluster is to go.",
  controls: { ...safeguards.deletionGuard },
  types: [aws.cluster],
  parameters: {
    required: {
      description: "Whether clusters must refuse their deletion.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: true,
      byEnvironment: { development: false },
    },
  },
  check: (cluster, { parameters }) => {
    if (!parameters.required) return [];
    const protection = cluster.at("deletionProtection");
    return [must(protection.or(false).isTrue, "one call deletes the cluster", protection)];
  },
  remediate: (cluster, { parameters }) => {
    const protection = cluster.at("deletionProtection");
    return parameters.required && protection.isAbsent ? [{ property: protection, value: true }] : [];
  },
});
