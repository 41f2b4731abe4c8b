import type { Pack } from "../rule";
import { costAcceleratorCap } from "./rules/cost-accelerator-cap";
import { costAddresses } from "./rules/cost-addresses";
import { costBudget } from "./rules/cost-budget";
import { costBudgetAlarm } from "./rules/cost-budget-alarm";
import { costDatabaseSupport } from "./rules/cost-database-support";
import { costGeneration } from "./rules/cost-generation";
import { costIdleNodes } from "./rules/cost-idle-nodes";
import { costInstanceTypes } from "./rules/cost-instance-types";
import { costNatGateways } from "./rules/cost-nat-gateways";
import { costNatZone } from "./rules/cost-nat-zone";
import { costPurchase } from "./rules/cost-purchase";
import { costScaleToZero } from "./rules/cost-scale-to-zero";
import { costStorageSize } from "./rules/cost-storage-size";
import { costTags } from "./rules/cost-tags";
import { costVolumeTypes } from "./rules/cost-volume-types";
import { ecrLifecycle } from "./rules/ecr-lifecycle";
import { eksStandardSupport } from "./rules/eks-standard-support";
import { fsxBackupTags } from "./rules/fsx-backup-tags";
import { k8sEndedJobs } from "./rules/k8s-ended-jobs";
import { k8sQuotas } from "./rules/k8s-quotas";
import { logRetention } from "./rules/log-retention";
import { nodeTagSpecifications } from "./rules/node-tag-specifications";
import { s3Lifecycle } from "./rules/s3-lifecycle";

export const cost: Pack = {
  name: "aidc-cost",
  description: "Within budget and quota, without what is paid for and not used",
  rules: [
    eksStandardSupport,
    nodeTagSpecifications,
    s3Lifecycle,
    ecrLifecycle,
    fsxBackupTags,
    logRetention,
    k8sEndedJobs,
    k8sQuotas,
    costTags,
    costInstanceTypes,
    costAcceleratorCap,
    costPurchase,
    costBudget,
    costBudgetAlarm,
    costScaleToZero,
    costVolumeTypes,
    costNatGateways,
    costNatZone,
    costAddresses,
    costStorageSize,
    costGeneration,
    costDatabaseSupport,
    costIdleNodes,
  ],
};
