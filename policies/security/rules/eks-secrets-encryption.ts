import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const eksSecretsEncryption = resourceRule({
  id: "EKS-03",
  name: "eks-secrets-encryption",
  title: "Kubernetes secrets are encrypted with a key of the account's own",
  severity: "high",
  rationale:
    "Without it AWS holds the only key to the cluster's secrets: its use cannot be audited, limited or revoked by the account.",
  remediation:
    'Set `encryptionConfig` to `{ resources: ["secrets"], provider: { keyArn } }` with a KMS key of the account.',
  controls: { ...safeguards.encryptionAtRest, cisEks: ["5.3.1"], fsbp: ["EKS.3"] },
  types: [aws.cluster],
  check: (cluster) => {
    const encryption = cluster.at("encryptionConfig");
    const key = encryption.at("provider", "keyArn");
    return [
      must(encryption.at("resources").includes("secrets"), "secrets are not encrypted with a KMS key", encryption),
      must(truthOf(key.isPresent), "the encryption names no KMS key", key),
    ];
  },
});
