import { all, byItem, type Context, hoursPerMonth, notPriced, type Pricer, unpriced, used } from "./pricer";
import type { PlanResource } from "../plan";

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

const hotBucket = all(
  used({ key: "hotBucketGB", price: "s3-express-gb-month", concern: "storage", item: "S3 Express One Zone storage" }),
  unpriced("S3 Express One Zone requests", "request and GB"),
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

export const storagePricers: Record<string, Pricer> = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/directoryBucket:DirectoryBucket": hotBucket,
  "aws:s3/bucketMetric:BucketMetric": unpriced("S3 request metrics", "request metric"),
  "aws:s3/inventory:Inventory": unpriced("S3 Inventory", "object listed"),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": unpriced("S3 replication", "request and GB replicated"),
  "aws:fsx/lustreFileSystem:LustreFileSystem": lustre,
  "aws:efs/fileSystem:FileSystem": fileSystem,
  "aws:rds/cluster:Cluster": auroraCluster,
  "aws:rds/clusterInstance:ClusterInstance": auroraInstance,
  "aws:rds/globalCluster:GlobalCluster": unpriced("Aurora replicated writes", "write"),
  "aws:dynamodb/table:Table": table,
  "aws:backup/vault:Vault": unpriced("backups kept and copied", "GB-month, each service at its own price"),
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": unpriced("restore tests", "recovery point and GB restored"),
  "aws:datasync/task:Task": unpriced("DataSync", "GB copied"),
};
