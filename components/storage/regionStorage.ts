import type * as ec2 from "@pulumi/aws/ec2";
import type { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { lustreUsesEfa } from "../../spec/lustre";
import type { Hdfs, HotBucket as HotBucketSpec, Lustre, Pool, Storage, Sync } from "../../spec/stack";
import { StoreAlarms } from "../observability/storeAlarms";
import { type Account, type AccountArgs, accountOf } from "../security/account";
import { bucketMounts, mountPermissions } from "./bucketMounts";
import { type CsiDriver, CsiDrivers } from "./csiDrivers";
import type { Aurora } from "./aurora";
import { GlobalDatabase } from "./globalDatabase";
import { s3aConfiguration } from "./hadoop/s3aConfiguration";
import { hdfsDesignOf } from "./hdfs/design";
import { HdfsCluster } from "./hdfs/hdfsCluster";
import { HotBucket } from "./hotBucket";
import { LocalVolumes } from "./localVolumes";
import { MetadataDatabase } from "./metadataDatabase";
import { MetadataTable } from "./metadataTable";
import type { ObjectStore } from "./objectStore";
import { ParallelFileSystem } from "./parallelFileSystem";
import { formerBucketNames, formerNames } from "./rename";
import { Replicas } from "./replicas";
import { accessPointPermissions, SharedFileSystem } from "./sharedFileSystem";
import type { SharedVolume } from "./sharedVolume";
import { storageQuota } from "./storageQuota";
import { DataSync } from "./sync/dataSync";

export interface RegionStorageArgs extends AccountArgs {
  /** The stack file's `storage`. Its buckets stand already: `objectStore`. */
  storage: Storage;
  objectStore: ObjectStore;
  pools: readonly StoragePool[];
  vpcId: pulumi.Input<string>;
  vpcCidr: string;
  /** By zone id. */
  privateSubnetIds: Record<string, pulumi.Input<string>>;
  isolatedSubnetIds: Record<string, pulumi.Input<string>>;
  /** Group of the cluster's nodes. */
  nodeSecurityGroupId: pulumi.Input<string>;
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version. */
  kubernetesVersion: string;
  kubernetes: KubernetesProvider;
  keyArn: pulumi.Input<string>;
  logsKeyArn: pulumi.Input<string>;
  logRetentionDays: number;
  alarmTopicArn: pulumi.Input<string>;
  tags: Record<string, string>;
  protect?: boolean;
}

/** A pool as storage sees it. */
export type StoragePool = Pool & { fabricSecurityGroup?: ec2.SecurityGroup };

/**
 * Everything that the stack file's `storage` declares beside buckets: copies in another region, directory buckets, file
 * systems in their pools' zones, databases, volumes and quotas. An empty declaration makes nothing.
 */
export class RegionStorage extends pulumi.ComponentResource {
  readonly drivers?: CsiDrivers;
  readonly replicas?: Replicas;
  /** Each by the name in the stack file. */
  readonly hotBuckets: Record<string, HotBucket>;
  readonly lustre: Record<string, ParallelFileSystem>;
  readonly efs: Record<string, SharedFileSystem>;
  /** Absent where no pool's disks become volumes. */
  readonly localVolumes?: LocalVolumes;
  readonly hdfs: Record<string, HdfsCluster>;
  readonly syncs: Record<string, DataSync>;
  readonly databases: Record<string, MetadataDatabase>;
  /** Copies in the other region, of those that have one. */
  readonly globalDatabases: Record<string, GlobalDatabase>;
  readonly tables: Record<string, MetadataTable>;
  /** Absent where there is nothing but buckets. */
  readonly alarms?: StoreAlarms;
  /** By bucket and namespace. */
  readonly mounts: Record<string, SharedVolume>;
  /** By namespace. */
  readonly quotas: Record<string, ResourceQuota>;

  constructor(name: string, args: RegionStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:RegionStorage", name, {}, opts);
    const { hotBuckets = [], lustre = [], efs = [], hdfs = [], sync = [], databases = {}, quotas = [] } = args.storage;
    const account = accountOf(args, this);
    this.efs = byName(efs, (spec) => this.createEfs(name, spec, args));
    this.drivers = this.createDrivers(name, args);
    this.replicas = this.createReplicas(name, args);
    this.hotBuckets = byName(hotBuckets, (spec) => this.createHotBucket(name, spec, args, account));
    this.lustre = byName(lustre, (spec) => this.createLustre(name, spec, args));
    this.localVolumes = this.createLocalVolumes(name, args);
    this.hdfs = byName(hdfs, (spec) => this.createHdfs(name, spec, args));
    this.syncs = byName(sync, (spec) => this.createSync(name, spec, args));
    for (const namespace of args.storage.hadoopNamespaces ?? []) this.createHadoopConfiguration(name, namespace, args);
    this.databases = byName(databases.aurora ?? [], ({ formerly, ...aurora }) => {
      const database = {
        ...args,
        aurora,
        subnetIds: args.isolatedSubnetIds,
        clientSecurityGroupId: args.nodeSecurityGroupId,
      };
      return new MetadataDatabase(`${name}-${aurora.name}`, database, this.renamed(name, formerly));
    });
    this.globalDatabases = byName(
      (databases.aurora ?? []).filter(({ global }) => global),
      (spec) => this.createGlobalDatabase(name, spec, args),
    );
    this.tables = byName(
      databases.dynamodb ?? [],
      ({ formerly, ...table }) =>
        new MetadataTable(`${name}-${table.name}`, { ...args, table }, this.renamed(name, formerly)),
    );
    this.alarms = this.createAlarms(name, args);
    this.mounts = this.createMounts(name, args);
    this.quotas = Object.fromEntries(
      quotas.map((quota) => [
        quota.namespace,
        storageQuota(`${name}-${quota.namespace}-quota`, quota, { parent: this, provider: args.kubernetes }),
      ]),
    );
    this.registerOutputs({
      fileSystemIds: Object.fromEntries(
        Object.entries(this.lustre).map(([key, { fileSystem }]) => [key, fileSystem.id]),
      ),
    });
  }

  private renamed(name: string, formerly: string[] | undefined): pulumi.ComponentResourceOptions {
    return { parent: this, aliases: formerNames(name, formerly) };
  }

  private createDrivers(name: string, args: RegionStorageArgs): CsiDrivers | undefined {
    const { lustre = [], buckets } = args.storage;
    const efs = accessPointPermissions(Object.values(this.efs));
    const s3 = mountPermissions({ buckets, stores: args.objectStore.buckets }, args.keyArn);
    const drivers: CsiDriver[] = [
      ...(lustre.length > 0 ? (["fsx"] as const) : []),
      ...(efs.length > 0 ? (["efs"] as const) : []),
      ...(s3.length > 0 ? (["s3"] as const) : []),
    ];
    if (drivers.length === 0) return undefined;
    return new CsiDrivers(`${name}-csi`, { ...args, drivers, permissions: { efs, s3 } }, { parent: this });
  }

  private createReplicas(name: string, args: RegionStorageArgs): Replicas | undefined {
    const { replicaRegion } = args.storage;
    const buckets = args.storage.buckets.filter(({ replicate }) => replicate);
    if (buckets.length === 0) return undefined;
    if (!replicaRegion) throw new pulumi.RunError("storage.replicaRegion must say where buckets are copied to.");
    return new Replicas(
      `${name}-replica`,
      { ...args, replicaRegion, buckets, stores: args.objectStore.buckets },
      { parent: this },
    );
  }

  private createHotBucket(name: string, spec: HotBucketSpec, args: RegionStorageArgs, { id }: Account): HotBucket {
    return new HotBucket(
      `${name}-${spec.name}`,
      {
        ...args,
        // The name is S3's identity of it: renamed in the stack file, it keeps the first that it had.
        baseName: pulumi.interpolate`${spec.formerly?.[0] ?? spec.name}-${id}`,
        zone: zoneOf(spec, args.pools),
        expireDays: spec.expireDays,
      },
      this.renamed(name, spec.formerly),
    );
  }

  private createLustre(
    name: string,
    { pool, formerly, ...lustre }: Lustre,
    args: RegionStorageArgs,
  ): ParallelFileSystem {
    const zone = zoneOf({ name: lustre.name, pool }, args.pools);
    const fabric = args.pools.find((candidate) => candidate.name === pool)?.fabricSecurityGroup;
    return new ParallelFileSystem(
      `${name}-${lustre.name}`,
      {
        ...args,
        lustre,
        efa: lustreUsesEfa(lustre, fabric !== undefined),
        subnetId: args.privateSubnetIds[zone] ?? "",
        clientSecurityGroupId: args.nodeSecurityGroupId,
        fabricSecurityGroupId: fabric?.id,
        bucketNames: Object.fromEntries(
          Object.entries(args.objectStore.buckets).map(([label, { bucket }]) => [label, bucket.bucket]),
        ),
        formerBucketNames: formerBucketNames(args.storage.buckets),
        // A log group cannot be renamed: it keeps the first name that it had, and its events.
        logGroupName: `/aws/fsx/${name}-${formerly?.[0] ?? lustre.name}`,
      },
      { ...this.renamed(name, formerly), dependsOn: this.drivers },
    );
  }

  private createEfs(
    name: string,
    { name: label, formerly }: { name: string; formerly?: string[] },
    args: RegionStorageArgs,
  ): SharedFileSystem {
    return new SharedFileSystem(
      `${name}-${label}`,
      {
        ...args,
        storageClassName: `efs-${formerly?.[0] ?? label}`,
        subnetIds: args.isolatedSubnetIds,
        clientSecurityGroupId: args.nodeSecurityGroupId,
      },
      this.renamed(name, formerly),
    );
  }

  private createLocalVolumes(name: string, { pools, kubernetes }: RegionStorageArgs): LocalVolumes | undefined {
    const withVolumes = pools.filter(({ localDisks }) => localDisks === "volumes").map((pool) => pool.name);
    if (withVolumes.length === 0) return undefined;
    return new LocalVolumes(`${name}-local`, { pools: withVolumes, kubernetes }, { parent: this });
  }

  private createHdfs(name: string, hdfs: Hdfs, args: RegionStorageArgs): HdfsCluster {
    const network = { cidr: args.vpcCidr, zones: Object.keys(args.privateSubnetIds) };
    const design = hdfsDesignOf(hdfs, args.pools, network);
    return new HdfsCluster(
      `${name}-${hdfs.name}`,
      { ...args, hdfs, design },
      { ...this.renamed(name, hdfs.formerly), dependsOn: this.localVolumes },
    );
  }

  private createSync(name: string, sync: Sync, args: RegionStorageArgs): DataSync {
    const store = args.objectStore.buckets[sync.to.bucket];
    if (!store) throw new pulumi.RunError(`sync ${sync.name}: there is no bucket ${sync.to.bucket}.`);
    return new DataSync(
      `${name}-${sync.name}`,
      { ...args, sync, bucketArn: store.bucket.arn },
      this.renamed(name, sync.formerly),
    );
  }

  private createGlobalDatabase(name: string, { formerly, ...aurora }: Aurora, args: RegionStorageArgs): GlobalDatabase {
    const primary = this.databases[aurora.name];
    const { replicaRegion } = args.storage;
    const { global } = aurora;
    if (!replicaRegion || !primary || !global) {
      throw new pulumi.RunError(`database ${aurora.name}: storage.replicaRegion must say where its copy lives.`);
    }
    return new GlobalDatabase(
      `${name}-${aurora.name}-global`,
      {
        ...args,
        aurora: { ...aurora, global },
        identifier: `${name}-${formerly?.[0] ?? aurora.name}`,
        primary,
        replicaRegion,
      },
      { parent: this, aliases: formerNames(name, formerly, "-global") },
    );
  }

  private createHadoopConfiguration(name: string, namespace: string, args: RegionStorageArgs) {
    const opts = { parent: this, provider: args.kubernetes };
    s3aConfiguration(`${name}-${namespace}-hadoop`, { ...args, namespace }, opts);
  }

  private createAlarms(name: string, { storage, alarmTopicArn }: RegionStorageArgs): StoreAlarms | undefined {
    const { lustre = [], databases: { aurora = [], dynamodb = [] } = {} } = storage;
    if (lustre.length + aurora.length + dynamodb.length === 0) return undefined;
    const stores = {
      fileSystems: byName(lustre, ({ name: key, sizeGiB }) => ({
        id: this.lustre[key]?.fileSystem.id ?? "",
        sizeGiB,
      })),
      databases: byName(aurora, ({ name: key }) => this.databases[key]?.cluster.clusterIdentifier ?? ""),
      tables: byName(dynamodb, ({ name: key, replicas }) => ({
        tableName: this.tables[key]?.table.name ?? "",
        replicas,
      })),
    };
    return new StoreAlarms(`${name}-stores`, { topicArn: alarmTopicArn, ...stores }, { parent: this });
  }

  private createMounts(name: string, args: RegionStorageArgs): Record<string, SharedVolume> {
    return bucketMounts(
      name,
      { ...args, buckets: args.storage.buckets, stores: args.objectStore.buckets },
      { parent: this, dependsOn: this.drivers },
    );
  }
}

/** The zone of the pool that the entry serves. */
function zoneOf({ name, pool }: { name: string; pool: string }, pools: readonly StoragePool[]): string {
  const zone = pools.find((candidate) => candidate.name === pool)?.zone;
  if (!zone) throw new pulumi.RunError(`${name}: there is no pool ${pool} with a zone to stand in.`);
  return zone;
}

function byName<Spec extends { name: string }, Made>(
  specs: readonly Spec[],
  make: (spec: Spec) => Made,
): Record<string, Made> {
  return Object.fromEntries(specs.map((spec) => [spec.name, make(spec)]));
}
