import { byItem, type Context, hoursPerMonth, notPriced, type Pricer, unpriced, used } from "./pricer";
import type { PlanResource } from "../resource";

const bucket = used(
  { key: "bucketGB", price: "s3-standard-gb-month", concern: "storage", item: "S3 Standard storage" },
  {
    key: "bucketThousandWritesPerMonth",
    price: "s3-write-request-1k",
    concern: "storage",
    item: "S3 PUT, COPY, POST and LIST requests",
  },
  {
    key: "bucketThousandReadsPerMonth",
    price: "s3-read-request-1k",
    concern: "storage",
    item: "S3 GET and other requests",
  },
);

const hotBucket = used(
  { key: "hotBucketGB", price: "s3-express-gb-month", concern: "storage", item: "S3 Express One Zone storage" },
  {
    key: "hotBucketThousandWritesPerMonth",
    price: "s3-express-write-request-1k",
    concern: "storage",
    item: "S3 Express One Zone PUT, COPY and LIST requests",
  },
  {
    key: "hotBucketThousandReadsPerMonth",
    price: "s3-express-read-request-1k",
    concern: "storage",
    item: "S3 Express One Zone GET requests",
  },
  {
    key: "hotBucketWrittenGBPerMonth",
    price: "s3-express-write-gb",
    concern: "storage",
    item: "S3 Express One Zone data written",
  },
  {
    key: "hotBucketReadGBPerMonth",
    price: "s3-express-read-gb",
    concern: "storage",
    item: "S3 Express One Zone data read",
  },
);

/** S3 bills request metrics as CloudWatch's own. */
const bucketMetric = used({
  key: "requestMetricsPerBucket",
  price: "cloudwatch-metric-month",
  concern: "observability",
  item: "S3 request metrics",
});

/** Beside what the replica costs where it is kept, and the transfer to there: replication time control by the GB. */
const replication: Pricer = (resource, context) => {
  const { rules = [] } = resource.inputs as { rules?: { destination?: { replicationTime?: unknown } }[] };
  return rules.some(({ destination }) => destination?.replicationTime !== undefined)
    ? replicationTimeControl(resource, context)
    : [];
};

const replicationTimeControl = used({
  key: "replicatedGBPerMonth",
  price: "s3-replication-time-control-gb",
  concern: "storage",
  item: "S3 replication time control",
});

/** What a vault keeps, each service at its own price. */
const vault = used(
  { key: "backupGB", price: "backup-warm-gb-month", concern: "storage", item: "backups of files, volumes and objects" },
  { key: "databaseBackupGB", price: "aurora-backup-gb-month", concern: "storage", item: "backups of Aurora" },
  { key: "tableBackupGB", price: "dynamodb-backup-gb-month", concern: "storage", item: "backups of DynamoDB" },
);

/** Capacity by the class of throughput, which is what sets its price. */
const lustre: Pricer = (resource, context) => {
  const { storageCapacity = 0, perUnitStorageThroughput = 0 } = resource.inputs as LustreInputs;
  return [
    byItem(resource, context, `fsx-lustre-ssd-${perUnitStorageThroughput}-gb-month`, {
      concern: "storage",
      item: `FSx for Lustre at ${perUnitStorageThroughput} MB/s/TiB`,
      quantity: storageCapacity,
    }),
  ];
};

interface LustreInputs {
  storageCapacity?: number;
  perUnitStorageThroughput?: number;
}

const fileSystem = used({
  key: "fileSystemGB",
  price: "efs-standard-gb-month",
  concern: "storage",
  item: "EFS Standard storage",
});

const auroraCluster = used(
  { key: "databaseGB", price: "aurora-storage-gb-month", concern: "storage", item: "Aurora storage" },
  { key: "databaseMillionRequestsPerMonth", price: "aurora-io-request-1m", concern: "storage", item: "Aurora I/O" },
);

/** A serverless instance from its cluster's least capacity to its greatest. */
const auroraInstance: Pricer = (resource, context) => {
  const scaling = clusterOf(resource, context)?.inputs.serverlessv2ScalingConfiguration as Scaling | undefined;
  const { instanceClass } = resource.inputs;
  if (instanceClass !== "db.serverless" || !scaling)
    return [notPriced(resource, "Aurora instance hours", `the catalogue has no price of ${String(instanceClass)}`)];
  return [
    byItem(resource, context, "aurora-acu-hour", {
      concern: "storage",
      item: "Aurora Serverless v2 capacity",
      quantity: scaling.minCapacity * hoursPerMonth,
      maximumQuantity: scaling.maxCapacity * hoursPerMonth,
    }),
  ];
};

interface Scaling {
  minCapacity: number;
  maxCapacity: number;
}

function clusterOf(resource: PlanResource, { resources }: Context): PlanResource | undefined {
  return (resource.propertyDependencies.clusterIdentifier ?? []).map((urn) => resources.get(urn))[0];
}

const table = used(
  { key: "tableGB", price: "dynamodb-gb-month", concern: "storage", item: "DynamoDB storage" },
  { key: "tableMillionReadsPerMonth", price: "dynamodb-read-request-1m", concern: "storage", item: "DynamoDB reads" },
  {
    key: "tableMillionWritesPerMonth",
    price: "dynamodb-write-request-1m",
    concern: "storage",
    item: "DynamoDB writes",
  },
);

/** Basic mode is billed by the GB; enhanced mode has a price of its own, and one an execution. */
const dataSync: Pricer = (resource, context) =>
  resource.inputs.taskMode === "ENHANCED"
    ? unpriced("DataSync, enhanced mode", "GB copied and execution")(resource, context)
    : copied(resource, context);

const copied = used({ key: "syncGBPerMonth", price: "datasync-gb", concern: "storage", item: "DataSync data copied" });

export const storagePricers: Record<string, Pricer> = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/directoryBucket:DirectoryBucket": hotBucket,
  "aws:s3/bucketMetric:BucketMetric": bucketMetric,
  "aws:s3/inventory:Inventory": used({
    key: "inventoryMillionObjectsPerMonth",
    price: "s3-inventory-object-1m",
    concern: "storage",
    item: "S3 Inventory objects listed",
  }),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": replication,
  "aws:fsx/lustreFileSystem:LustreFileSystem": lustre,
  "aws:efs/fileSystem:FileSystem": fileSystem,
  "aws:rds/cluster:Cluster": auroraCluster,
  "aws:rds/clusterInstance:ClusterInstance": auroraInstance,
  "aws:rds/globalCluster:GlobalCluster": used({
    key: "databaseMillionReplicatedWritesPerMonth",
    price: "aurora-replicated-write-1m",
    concern: "storage",
    item: "Aurora writes copied to another region",
  }),
  "aws:dynamodb/table:Table": table,
  "aws:backup/vault:Vault": vault,
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": used({
    key: "restoreTestsPerMonth",
    price: "backup-restore-test",
    concern: "storage",
    item: "restore tests",
  }),
  "aws:datasync/task:Task": dataSync,
  "aws:sfn/stateMachine:StateMachine": used({
    key: "syncThousandTransitionsPerMonth",
    price: "step-functions-transition-1k",
    concern: "storage",
    item: "state transitions of bandwidth windows",
  }),
};
