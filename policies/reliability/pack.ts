import type { Pack } from "../rule";
import { bakRetention } from "./rules/bak-retention";
import { bakVaultLock } from "./rules/bak-vault-lock";
import { ddbDeletionProtection } from "./rules/ddb-deletion-protection";
import { ddbRecovery } from "./rules/ddb-recovery";
import { eksDeletionProtection } from "./rules/eks-deletion-protection";
import { eksPinnedAddons } from "./rules/eks-pinned-addons";
import { eksSupportedVersion } from "./rules/eks-supported-version";
import { fsxBackups } from "./rules/fsx-backups";
import { k8sDisruptionBudget } from "./rules/k8s-disruption-budget";
import { k8sDisruptionBudgets } from "./rules/k8s-disruption-budgets";
import { k8sProbes } from "./rules/k8s-probes";
import { k8sReplicas } from "./rules/k8s-replicas";
import { k8sRequests } from "./rules/k8s-requests";
import { k8sSpread } from "./rules/k8s-spread";
import { rdsBackups } from "./rules/rds-backups";
import { rdsDeletionProtection } from "./rules/rds-deletion-protection";
import { rdsSeveralZones } from "./rules/rds-several-zones";
import { relAlarmActions } from "./rules/rel-alarm-actions";
import { relBackupCoverage } from "./rules/rel-backup-coverage";
import { relBackupPlan } from "./rules/rel-backup-plan";
import { relEndpointZones } from "./rules/rel-endpoint-zones";
import { relMountTargets } from "./rules/rel-mount-targets";
import { relNatPerZone } from "./rules/rel-nat-per-zone";
import { relNodeRepair } from "./rules/rel-node-repair";
import { relPinnedCharts } from "./rules/rel-pinned-charts";
import { relProtectedState } from "./rules/rel-protected-state";
import { relSecondPath } from "./rules/rel-second-path";
import { relSystemZones } from "./rules/rel-system-zones";
import { s3NoForceDestroy } from "./rules/s3-no-force-destroy";
import { s3Replication } from "./rules/s3-replication";

export const reliability: Pack = {
  name: "aidc-reliability",
  description: "No single point of failure, nothing lost that hurts to lose, nothing out of support",
  rules: [
    eksSupportedVersion,
    eksDeletionProtection,
    eksPinnedAddons,
    s3Replication,
    s3NoForceDestroy,
    fsxBackups,
    rdsBackups,
    rdsDeletionProtection,
    rdsSeveralZones,
    ddbRecovery,
    ddbDeletionProtection,
    bakRetention,
    bakVaultLock,
    k8sRequests,
    k8sProbes,
    k8sReplicas,
    k8sDisruptionBudget,
    k8sSpread,
    k8sDisruptionBudgets,
    relNatPerZone,
    relSystemZones,
    relEndpointZones,
    relBackupCoverage,
    relBackupPlan,
    relAlarmActions,
    relNodeRepair,
    relPinnedCharts,
    relMountTargets,
    relProtectedState,
    relSecondPath,
  ],
};
