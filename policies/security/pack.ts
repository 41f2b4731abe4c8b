import type { Pack } from "../rule";
import { eksControlPlaneLogs } from "./rules/eks-control-plane-logs";
import { eksPrivateEndpoint } from "./rules/eks-private-endpoint";
import { eksSecretsEncryption } from "./rules/eks-secrets-encryption";
import { iamNoAdmin } from "./rules/iam-no-admin";
import { kmsRotation } from "./rules/kms-rotation";
import { netNoOpenIngress } from "./rules/net-no-open-ingress";
import { nodeEncryptedVolumes } from "./rules/node-encrypted-volumes";
import { nodeImdsv2 } from "./rules/node-imdsv2";
import { s3BlockPublicAccess } from "./rules/s3-block-public-access";
import { s3TlsOnly } from "./rules/s3-tls-only";

export const security: Pack = {
  name: "aidc-security",
  description: "Private, encrypted, logged and least-privileged: what an AI region must be before it is made",
  rules: [
    eksPrivateEndpoint,
    eksSecretsEncryption,
    eksControlPlaneLogs,
    nodeImdsv2,
    nodeEncryptedVolumes,
    s3BlockPublicAccess,
    s3TlsOnly,
    kmsRotation,
    netNoOpenIngress,
    iamNoAdmin,
  ],
};
