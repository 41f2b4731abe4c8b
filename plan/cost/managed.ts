import { byItem, hoursPerMonth, notPriced, type Pricer, type Quantity } from "./pricer";

/** Billed by a use that the stack file does not state. */
const byUse =
  (item: string, unit: string): Pricer =>
  (resource) => [notPriced(resource, item, `billed by ${unit}, which the stack file does not state`)];

const monthly =
  (priceItem: string, quantity: Omit<Quantity, "quantity">, count = 1): Pricer =>
  (resource, context) => [byItem(resource, context, priceItem, { ...quantity, quantity: count })];

const free: Pricer = () => [];

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

/** A serverless instance at its cluster's least capacity, and at most its greatest. */
const auroraInstance: Pricer = (resource, context) => {
  const cluster = (resource.propertyDependencies.clusterIdentifier ?? []).map((urn) => context.resources.get(urn))[0];
  const scaling = cluster?.inputs.serverlessv2ScalingConfiguration as Scaling | undefined;
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

const loadBalancer = monthly("load-balancer-hour", { concern: "network", item: "load balancer hours" }, hoursPerMonth);

/** Of a cluster's Services only those of type LoadBalancer make something that AWS bills. */
const service: Pricer = (resource, context) => {
  const { type } = (resource.inputs.spec ?? {}) as { type?: string };
  return type === "LoadBalancer" ? loadBalancer(resource, context) : [];
};

const GIB = /^(\d+)(Gi|Ti)$/;

/** A claim on a volume that stands already is billed there; one that makes a volume, as EBS. */
const claim: Pricer = (resource, context) => {
  const { volumeName, storageClassName, resources } = (resource.inputs.spec ?? {}) as ClaimSpec;
  if (volumeName !== undefined || storageClassName === "") return [];
  const [, amount, unit] = GIB.exec(resources?.requests?.storage ?? "") ?? [];
  if (storageClassName !== "gp3" || amount === undefined)
    return [notPriced(resource, "persistent volume", `class ${storageClassName ?? "default"} decides what is made`)];
  const quantity = Number(amount) * (unit === "Ti" ? 1024 : 1);
  return [
    byItem(resource, context, "ebs-gp3-gb-month", { concern: "storage", item: "gp3 persistent volume", quantity }),
  ];
};

interface ClaimSpec {
  volumeName?: string;
  storageClassName?: string;
  resources?: { requests?: { storage?: string } };
}

/** Managed services beside compute and network. What is free says why. */
export const managed: Record<string, Pricer> = {
  "aws:fsx/lustreFileSystem:LustreFileSystem": lustre,
  "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation": free, // S3 bills its requests
  "aws:rds/cluster:Cluster": byUse("Aurora storage and I/O", "GB-month and request"),
  "aws:rds/clusterInstance:ClusterInstance": auroraInstance,
  "aws:rds/subnetGroup:SubnetGroup": free,
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": free,
  "aws:rds/globalCluster:GlobalCluster": byUse("Aurora replicated writes", "write"),
  "aws:dynamodb/table:Table": byUse("DynamoDB requests and storage", "request unit and GB-month"),
  "aws:secretsmanager/secret:Secret": monthly("secrets-manager-secret-month", {
    concern: "security",
    item: "secret",
  }),
  "aws:secretsmanager/secretVersion:SecretVersion": free,
  "aws:secretsmanager/secretRotation:SecretRotation": free, // its function is billed
  "aws:grafana/workspace:Workspace": byUse("Managed Grafana", "active user"),
  "aws:grafana/roleAssociation:RoleAssociation": free,
  "aws:backup/vault:Vault": byUse("backup storage", "GB-month"),
  "aws:backup/plan:Plan": free, // what it keeps is billed at its vault
  "aws:backup/selection:Selection": free,
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": free,
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": byUse("restore tests", "recovery point and GB restored"),
  "aws:backup/restoreTestingSelection:RestoreTestingSelection": free,
  "aws:fis/experimentTemplate:ExperimentTemplate": byUse("fault injection", "action-minute"),
  "aws:s3/directoryBucket:DirectoryBucket": byUse("S3 Express One Zone", "GB-month and request"),
  "aws:s3/inventory:Inventory": byUse("S3 Inventory", "object listed"),
  "aws:s3/accessPoint:AccessPoint": free,
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": byUse("S3 replication", "GB replicated"),
  "aws:emrcontainers/virtualCluster:VirtualCluster": byUse("EMR on EKS", "vCPU-hour and GB-hour of jobs"),
  "aws:scheduler/schedule:Schedule": byUse("schedule", "invocation"),
  "aws:datasync/task:Task": byUse("DataSync", "GB copied"),
  "aws:datasync/locationS3:LocationS3": free,
  "aws:efs/fileSystem:FileSystem": byUse("EFS", "GB-month"),
  "aws:efs/mountTarget:MountTarget": free,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:route53/healthCheck:HealthCheck": monthly("route53-health-check-month", {
    concern: "network",
    item: "health check",
  }),
  "aws:route53/record:Record": free, // queries are billed at their zone
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": monthly(
    "transit-gateway-attachment-hour",
    { concern: "network", item: "transit gateway attachment hours" },
    hoursPerMonth,
  ),
  "kubernetes:core/v1:Service": service,
  "kubernetes:core/v1:PersistentVolumeClaim": claim,
};
