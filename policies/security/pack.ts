import type { Pack } from "../rule";
import { bakVault } from "./rules/bak-vault";
import { ddbKms } from "./rules/ddb-kms";
import { detGuardDuty } from "./rules/det-guard-duty";
import { ecrKms } from "./rules/ecr-kms";
import { ecrScan } from "./rules/ecr-scan";
import { efsAccessPoints } from "./rules/efs-access-points";
import { efsKms } from "./rules/efs-kms";
import { eksAccessEntries } from "./rules/eks-access-entries";
import { eksClusterAdmins } from "./rules/eks-cluster-admins";
import { eksControlPlaneLogs } from "./rules/eks-control-plane-logs";
import { eksLogGroup } from "./rules/eks-log-group";
import { eksNetworkPolicy } from "./rules/eks-network-policy";
import { eksPrivateEndpoint } from "./rules/eks-private-endpoint";
import { eksPrivateNodes } from "./rules/eks-private-nodes";
import { eksPublicRanges } from "./rules/eks-public-ranges";
import { eksSecretsEncryption } from "./rules/eks-secrets-encryption";
import { excInForce } from "./rules/exc-in-force";
import { fsxKms } from "./rules/fsx-kms";
import { iamBoundary } from "./rules/iam-boundary";
import { iamDataAccess } from "./rules/iam-data-access";
import { iamNoAdmin } from "./rules/iam-no-admin";
import { iamNoAdminAttachment } from "./rules/iam-no-admin-attachment";
import { iamNoEscalation } from "./rules/iam-no-escalation";
import { iamNoServiceWildcard } from "./rules/iam-no-service-wildcard";
import { iamNoUsers } from "./rules/iam-no-users";
import { iamOidcTrust } from "./rules/iam-oidc-trust";
import { iamPassRole } from "./rules/iam-pass-role";
import { iamTrust } from "./rules/iam-trust";
import { k8sCapabilities } from "./rules/k8s-capabilities";
import { k8sDefaultDeny } from "./rules/k8s-default-deny";
import { k8sHostNamespaces } from "./rules/k8s-host-namespaces";
import { k8sHostPath } from "./rules/k8s-host-path";
import { k8sInternalServices } from "./rules/k8s-internal-services";
import { k8sNoEscalation } from "./rules/k8s-no-escalation";
import { k8sNonRoot } from "./rules/k8s-non-root";
import { k8sOwnNamespace } from "./rules/k8s-own-namespace";
import { k8sPinnedImages } from "./rules/k8s-pinned-images";
import { k8sPodSecurity } from "./rules/k8s-pod-security";
import { k8sPrivileged } from "./rules/k8s-privileged";
import { k8sReadOnlyRoot } from "./rules/k8s-read-only-root";
import { k8sRegistries } from "./rules/k8s-registries";
import { k8sRoleBindings } from "./rules/k8s-role-bindings";
import { k8sRoleWildcards } from "./rules/k8s-role-wildcards";
import { k8sSeccomp } from "./rules/k8s-seccomp";
import { k8sSecretsInFiles } from "./rules/k8s-secrets-in-files";
import { k8sServiceAccount } from "./rules/k8s-service-account";
import { kmsDeletionWindow } from "./rules/kms-deletion-window";
import { kmsKeyPolicy } from "./rules/kms-key-policy";
import { kmsNoDecryptAll } from "./rules/kms-no-decrypt-all";
import { kmsNoLockoutBypass } from "./rules/kms-no-lockout-bypass";
import { kmsRotation } from "./rules/kms-rotation";
import { lbTls } from "./rules/lb-tls";
import { logKms } from "./rules/log-kms";
import { netDefaultGroup } from "./rules/net-default-group";
import { netDescribedRules } from "./rules/net-described-rules";
import { netEnvironmentsApart } from "./rules/net-environments-apart";
import { netFlowLogs } from "./rules/net-flow-logs";
import { netNoAutomaticAddress } from "./rules/net-no-automatic-address";
import { netNoOpenIngress } from "./rules/net-no-open-ingress";
import { netNoRemoteAccessAcl } from "./rules/net-no-remote-access-acl";
import { netPrivateData } from "./rules/net-private-data";
import { netPrivateEndpoints } from "./rules/net-private-endpoints";
import { netSegmentsApart } from "./rules/net-segments-apart";
import { netTransitDefaults } from "./rules/net-transit-defaults";
import { netTransitFlowLogs } from "./rules/net-transit-flow-logs";
import { nodeEncryptedVolumes } from "./rules/node-encrypted-volumes";
import { nodeGroupTemplate } from "./rules/node-group-template";
import { nodeImdsv2 } from "./rules/node-imdsv2";
import { nodeMetadataHops } from "./rules/node-metadata-hops";
import { nodeNoPublicAddress } from "./rules/node-no-public-address";
import { nodeNoSecretInUserData } from "./rules/node-no-secret-in-user-data";
import { nodeNoSsh } from "./rules/node-no-ssh";
import { nodeRolePolicies } from "./rules/node-role-policies";
import { rdsAuditLogs } from "./rules/rds-audit-logs";
import { rdsIamAuthentication } from "./rules/rds-iam-authentication";
import { rdsKms } from "./rules/rds-kms";
import { rdsManagedPassword } from "./rules/rds-managed-password";
import { rdsPrivate } from "./rules/rds-private";
import { resBackups } from "./rules/res-backups";
import { resCopies } from "./rules/res-copies";
import { resInference } from "./rules/res-inference";
import { resLogs } from "./rules/res-logs";
import { resRegion } from "./rules/res-region";
import { resServices } from "./rules/res-services";
import { s3AccessLogs } from "./rules/s3-access-logs";
import { s3AccessPoints } from "./rules/s3-access-points";
import { s3BlockPublicAccess } from "./rules/s3-block-public-access";
import { s3Kms } from "./rules/s3-kms";
import { s3LockedAudit } from "./rules/s3-locked-audit";
import { s3NoAcls } from "./rules/s3-no-acls";
import { s3NoPublicPolicy } from "./rules/s3-no-public-policy";
import { s3TlsOnly } from "./rules/s3-tls-only";
import { s3Versioning } from "./rules/s3-versioning";
import { smKms } from "./rules/sm-kms";
import { snsKms } from "./rules/sns-kms";
import { sqsEncrypted } from "./rules/sqs-encrypted";
import { trailAlarms } from "./rules/trail-alarms";
import { trailAllRegions } from "./rules/trail-all-regions";
import { trailKms } from "./rules/trail-kms";
import { trailValidation } from "./rules/trail-validation";
import { vpnCiphers } from "./rules/vpn-ciphers";
import { vpnKeys } from "./rules/vpn-keys";

export const security: Pack = {
  name: "aidc-security",
  description: "Private, encrypted, logged and least-privileged: what an AI region must be before it is made",
  rules: [
    eksPrivateEndpoint,
    eksPublicRanges,
    eksSecretsEncryption,
    eksControlPlaneLogs,
    eksAccessEntries,
    eksClusterAdmins,
    eksPrivateNodes,
    eksNetworkPolicy,
    eksLogGroup,
    nodeImdsv2,
    nodeMetadataHops,
    nodeEncryptedVolumes,
    nodeNoPublicAddress,
    nodeNoSsh,
    nodeRolePolicies,
    nodeNoSecretInUserData,
    nodeGroupTemplate,
    s3BlockPublicAccess,
    s3TlsOnly,
    s3Kms,
    s3Versioning,
    s3LockedAudit,
    s3AccessLogs,
    s3NoAcls,
    s3NoPublicPolicy,
    s3AccessPoints,
    kmsRotation,
    kmsDeletionWindow,
    kmsKeyPolicy,
    kmsNoLockoutBypass,
    kmsNoDecryptAll,
    iamNoAdmin,
    iamNoServiceWildcard,
    iamDataAccess,
    iamNoAdminAttachment,
    iamNoEscalation,
    iamTrust,
    iamOidcTrust,
    iamPassRole,
    iamNoUsers,
    iamBoundary,
    netFlowLogs,
    netNoOpenIngress,
    netDefaultGroup,
    netPrivateEndpoints,
    netNoAutomaticAddress,
    netNoRemoteAccessAcl,
    netPrivateData,
    netDescribedRules,
    netTransitDefaults,
    netEnvironmentsApart,
    netSegmentsApart,
    netTransitFlowLogs,
    vpnKeys,
    vpnCiphers,
    fsxKms,
    efsKms,
    efsAccessPoints,
    rdsKms,
    rdsPrivate,
    rdsManagedPassword,
    rdsAuditLogs,
    rdsIamAuthentication,
    ddbKms,
    ecrScan,
    ecrKms,
    smKms,
    snsKms,
    sqsEncrypted,
    bakVault,
    lbTls,
    trailAllRegions,
    trailValidation,
    trailKms,
    trailAlarms,
    logKms,
    detGuardDuty,
    excInForce,
    k8sPrivileged,
    k8sHostNamespaces,
    k8sHostPath,
    k8sNoEscalation,
    k8sCapabilities,
    k8sNonRoot,
    k8sSeccomp,
    k8sReadOnlyRoot,
    k8sPinnedImages,
    k8sRegistries,
    k8sPodSecurity,
    k8sDefaultDeny,
    k8sServiceAccount,
    k8sRoleWildcards,
    k8sOwnNamespace,
    k8sSecretsInFiles,
    k8sInternalServices,
    k8sRoleBindings,
    resRegion,
    resCopies,
    resBackups,
    resLogs,
    resInference,
    resServices,
  ],
};
