// Generated from stack.schema.json by `npm run generate`.

/**
 * Decides how much redundancy and protection the defaults buy.
 */
export type Environment = "production" | "staging" | "development";
/**
 * An availability zone's ID (not its account-specific name), or a Local Zone's.
 */
export type ZoneId = string;
/**
 * Days that CloudWatch Logs keeps a group's events: one of the periods it accepts.
 */
export type RetentionDays =
  | 1
  | 3
  | 5
  | 7
  | 14
  | 30
  | 60
  | 90
  | 120
  | 150
  | 180
  | 365
  | 400
  | 545
  | 731
  | 1096
  | 1827
  | 2192
  | 2557
  | 2922
  | 3288
  | 3653;
export type Cidr = string;
/**
 * An EC2 instance type.
 */
export type InstanceType = string;
/**
 * A fixed number of nodes, or the range the autoscaler may use.
 */
export type Nodes =
  | number
  | {
      /**
       * Fewest nodes.
       */
      min: number;
      /**
       * Most nodes.
       */
      max: number;
    };
/**
 * Lower-case letters, digits and hyphens; 2 to 32 characters.
 */
export type Name = string;
/**
 * 24-hour time, quoted.
 */
export type TimeOfDay = string;
/**
 * `critical` wakes somebody, `warning` is for the next working day, `info` is a note.
 */
export type AlertSeverity = "critical" | "warning" | "info";
/**
 * A share from 0% to 100%.
 */
export type Percentage = string;
/**
 * A part of a pool: a percentage of its most nodes, nodes, or accelerators.
 */
export type Amount = string;
/**
 * A container image, by digest: what was tested is what runs.
 */
export type Image = string;

/**
 * One AI data centre stack: the file that `aidc plan` judges and `pulumi up` deploys.
 */
export interface Stack {
  /**
   * The stack file this one builds on: a name in the same folder, or a relative path. Maps merge key by key, lists of named items merge by `name`, anything else is replaced.
   */
  extends?: string;
  /**
   * Overlays by environment, merged over this file before the files that extend it. `base.yaml` uses it to spend less outside production.
   */
  environments?: {
    [k: string]: {};
  };
  /**
   * What the stack declares.
   */
  kind: "Region";
  /**
   * The AWS account this stack may be deployed to. Deploying to any other is refused.
   */
  account?: string;
  /**
   * The AWS region.
   */
  region: string;
  environment: Environment;
  /**
   * Regimes the region must meet. Each tightens the policy packs; none loosens them.
   */
  compliance?: ("hipaa" | "pci-dss" | "soc2")[];
  /**
   * Where data may live: `eu`, or countries as ISO 3166 codes in lower case. Copies, backups, logs, inference and shared services outside are refused. Default: anywhere.
   */
  residency?: string[];
  /**
   * Tags on every AWS resource, besides `aidc:stack` and `aidc:environment`.
   */
  tags?: {
    [k: string]: string;
  };
  network: Network;
  cluster: Cluster;
  /**
   * Accelerator node pools: EKS managed node groups of one instance type.
   */
  pools: Pool[];
  /**
   * Accelerator nodes that come and go with the pods that wait for them (Karpenter), for serving and bursts.
   */
  dynamicPools?: DynamicPool[];
  storage: Storage;
  audit: Audit;
  monitoring: Monitoring;
  recovery?: Recovery;
  usage: Usage;
  prices?: Prices;
  scheduling?: Scheduling;
  /**
   * Distributed training jobs, each run as a JobSet through its team's queue.
   */
  workloads?: TrainingWorkload[];
  /**
   * Inference services: replicas that share the requests, at least two.
   */
  serving?: InferenceWorkload[];
  /**
   * Sites outside the region's zones whose pools serve near their users, and go on when the region is out of reach.
   */
  edge?: EdgeSite[];
  /**
   * Jobs that clean a data set on a schedule: Spark, on EMR on EKS.
   */
  cleaning?: CleaningJob[];
  /**
   * When `aidc up --all` deploys the stack: what regions share first, then canaries, then waves.
   */
  rollout?: {
    /**
     * Deployed before all others, which follow only once it stands. Default: the first of the stacks, by wave, environment and name, where no stack file says so.
     */
    canary?: boolean;
    /**
     * The wave that it is deployed in, in ascending order. Those that name none come after those that do: development, staging, production, by name, `--wave-size` at a time.
     */
    wave?: number;
  };
  /**
   * What the stack may cost.
   */
  budget: {
    /**
     * Monthly limit, US dollars.
     */
    monthlyUSD: number;
  };
  /**
   * Parameters of policy rules, by the rule's id (`aidc policy explain ID`). Values that ask for less than the rule does by itself are findings: of low severity, and as grave as the rule under a regime.
   */
  rules?: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  /**
   * Policy findings that their owner accepts for a while. They are still reported. Expired, void and unused ones are findings themselves.
   */
  exceptions?: Exception[];
}
/**
 * The VPC.
 */
export interface Network {
  /**
   * The VPC's address range, /16 to /20. Each zone owns the eighth of it that its number names, so adding a zone never moves another.
   */
  cidr: string;
  /**
   * Zone IDs the VPC spans. Default: the catalogue's three zones for the region.
   *
   * @minItems 1
   * @maxItems 6
   */
  zones?: [ZoneId, ...ZoneId[]];
  /**
   * Zone ID of a Local Zone that pools may live in, for types that no zone of the region offers. The account must have opted in to it.
   */
  localZone?: string;
  /**
   * `per-zone` survives the loss of a zone; `single` is cheaper; `none` leaves only VPC endpoints.
   */
  natGateways: "per-zone" | "single" | "none";
  flowLogRetentionDays: RetentionDays;
  /**
   * The Backbone that the region joins: other regions and sites of its environment, one private zone, one archive of flows. Default: none, and the region stands alone.
   */
  interconnect?: {
    /**
     * The Backbone's stack: a file beside this one, or a folder up. It is deployed first.
     */
    backbone: string;
    /**
     * What carries the Backbone's traffic: it decides what is made here, so both files say it. Default: `transit-gateway`.
     */
    transit?: "transit-gateway" | "cloud-wan";
    dns?: OnPremisesDns;
  };
}
/**
 * Names between the region and sites on premises, by Route 53 Resolver endpoints with an address in each zone. Default: none.
 */
export interface OnPremisesDns {
  /**
   * Ranges of the sites' servers that may ask: what the region resolves, the shared zone with it. Forward its domain to the stack's output `dnsAddresses`.
   */
  inbound?: Cidr[];
  /**
   * Domains of sites: queries for them go to the sites' servers.
   */
  outbound?: {
    domain: string;
    /**
     * Addresses of its name servers, asked at port 53.
     *
     * @minItems 1
     */
    servers: [string, ...string[]];
  }[];
}
/**
 * The EKS cluster.
 */
export interface Cluster {
  /**
   * Kubernetes minor version, quoted.
   */
  version: string;
  /**
   * Address ranges that may reach the API server from the internet. Empty (the default): the endpoint is private.
   */
  publicAccessCidrs: Cidr[];
  /**
   * IAM roles that may use the cluster (EKS access entries).
   */
  access?: {
    /**
     * The role's ARN.
     */
    role: string;
    /**
     * EKS access policy.
     */
    as: "cluster-admin" | "admin" | "edit" | "view";
    /**
     * Limit to these namespaces.
     *
     * @minItems 1
     */
    namespaces?: [string, ...string[]];
  }[];
  logRetentionDays: RetentionDays;
  /**
   * The nodes that run the cluster's own services; spread over all zones.
   */
  systemPool: {
    instanceType: InstanceType;
    nodes: Nodes;
  };
}
/**
 * One accelerator node pool.
 */
export interface Pool {
  name: Name;
  instanceType: InstanceType;
  nodes: Nodes;
  /**
   * An availability zone's ID (not its account-specific name), or a Local Zone's.
   */
  zone?: string;
  /**
   * How the instances are bought. Default: on-demand.
   */
  capacity?:
    | ("on-demand" | "spot")
    | {
        /**
         * Buy on the spot market, from these types besides the pool's own; of the same accelerator, architecture and count.
         *
         * @minItems 1
         * @maxItems 19
         */
        spot: [InstanceType, ...InstanceType[]];
      }
    | {
        /**
         * An on-demand capacity reservation (ODCR), or the ARN of a resource group of them.
         */
        reservation: string;
      }
    | {
        /**
         * A Capacity Block for ML.
         */
        block: string;
        /**
         * When the block starts (UTC).
         */
        startsAt: string;
        /**
         * When the block ends (UTC). Nodes are scaled in 40 minutes before, since EC2 reclaims them 30 minutes before.
         */
        endsAt: string;
      };
  /**
   * Attach the type's EFA interfaces. Default: true where the type has EFA, except on G types without a zone, which serve rather than train.
   */
  efa?: boolean;
  /**
   * Operating system of the nodes; EKS picks the image with the accelerator's driver. Default: al2023.
   */
  imageFamily?: "al2023" | "bottlerocket";
  /**
   * Put the pool in a cluster placement group. Default: true for EFA types bought on demand, false with reserved capacity, whose placement is the reservation's.
   */
  placementGroup?: boolean;
  /**
   * Encrypted gp3 root volume. Default: 200.
   */
  rootVolumeGiB?: number;
  /**
   * Further node labels.
   */
  labels?: {
    [k: string]: string;
  };
  /**
   * What becomes of the type's local disks: one array that holds images, containers and `emptyDir` volumes, or a volume each, of the storage class `local-nvme`. Default: raid0.
   */
  localDisks?: "raid0" | "volumes";
}
/**
 * What Karpenter may make, and how much of it.
 */
export interface DynamicPool {
  name: Name;
  /**
   * Types to choose from, the cheapest that fits first; all of one accelerator maker and one architecture.
   *
   * @minItems 1
   * @maxItems 60
   */
  instanceTypes: [InstanceType, ...InstanceType[]];
  /**
   * Most accelerators that all its nodes have together.
   */
  maxAccelerators: number;
  /**
   * How the instances may be bought; the cheapest that is to be had wins. Default: on-demand.
   *
   * @minItems 1
   */
  capacity?: ["on-demand" | "spot", ...("on-demand" | "spot")[]];
  /**
   * On-demand capacity reservations that are used up before anything is bought.
   *
   * @minItems 1
   */
  reservations?: [string, ...string[]];
  /**
   * An availability zone's ID (not its account-specific name), or a Local Zone's.
   */
  zone?: string;
  /**
   * Attach the EFA interfaces; needs a single instance type. Default: false.
   */
  efa?: boolean;
  /**
   * How long a node may stand idle, or its pods fit elsewhere, before it is taken back. Default: 5m.
   */
  consolidateAfter?: string;
  /**
   * Operating system of the nodes, in its newest image. Default: al2023.
   */
  imageFamily?: "al2023" | "bottlerocket";
  /**
   * Encrypted gp3 root volume. Default: 200.
   */
  rootVolumeGiB?: number;
  /**
   * Further node labels.
   */
  labels?: {
    [k: string]: string;
  };
}
/**
 * Where data lives.
 */
export interface Storage {
  /**
   * S3 buckets, private, versioned and encrypted.
   */
  buckets: Bucket[];
  /**
   * Where buckets with `replicate` are copied to.
   */
  replicaRegion?: string;
  /**
   * Directory buckets.
   */
  hotBuckets?: HotBucket[];
  /**
   * Parallel file systems.
   */
  lustre?: Lustre[];
  /**
   * EFS file systems over all zones; each is a storage class, `efs-NAME`, that makes volumes on demand for homes and notebooks.
   */
  efs?: {
    name: Name;
    /**
     * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
     */
    formerly?: Name[];
  }[];
  /**
   * HDFS clusters on pools' local disks, for those who need HDFS itself.
   */
  hdfs?: Hdfs[];
  /**
   * Namespaces that get the ConfigMap `hadoop-s3a`: how Hadoop and Spark reach this file's buckets (`core-site.xml`, `spark-defaults.conf`).
   */
  hadoopNamespaces?: string[];
  /**
   * What AWS DataSync copies into buckets from elsewhere.
   */
  sync?: Sync[];
  databases?: Databases;
  /**
   * Storage quotas, by namespace.
   */
  quotas?: StorageQuota[];
}
/**
 * An S3 bucket: private, versioned, encrypted, reached by TLS alone.
 */
export interface Bucket {
  name: Name;
  /**
   * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
   */
  formerly?: Name[];
  /**
   * What the bucket holds. It decides the lifecycle where this entry does not: checkpoints keep their 3 newest versions and lose the others after 7 days, models keep versions a year, logs go after a year.
   */
  role?: "raw" | "curated" | "checkpoints" | "models" | "logs";
  /**
   * Delete objects this many days after they were written. Default: never.
   */
  expireDays?: number;
  /**
   * Keep overwritten and deleted versions this many days. Default: the role's, else 30.
   */
  noncurrentDays?: number;
  /**
   * Keep this many overwritten or deleted versions of each key whatever their age. Default: the role's, else none.
   */
  keepNewest?: number;
  /**
   * Let S3 move objects that nobody reads to cheaper tiers. Default: the role's, else true.
   */
  intelligentTiering?: boolean;
  /**
   * Object Lock: for this many days nobody deletes or overwrites a version without `s3:BypassGovernanceRetention`. Default: no lock.
   */
  lockDays?: number;
  /**
   * List every object version, this often, into the store's inventory bucket. Default: never.
   */
  inventory?: "daily" | "weekly";
  /**
   * Copy every version to a bucket in `storage.replicaRegion`, 99.9 % within 15 minutes. Default: false.
   */
  replicate?: boolean;
  /**
   * A door for each team, from inside the VPC alone.
   */
  accessPoints?: {
    team: Name;
    /**
     * Keys that start so, ending with a slash. Default: all.
     */
    prefix?: string;
    /**
     * Refuse writes and deletes. Default: false.
     */
    readOnly?: boolean;
  }[];
  /**
   * Volumes through Mountpoint for Amazon S3, by namespace: files are read whole or in ranges, and written once, front to back.
   */
  mounts?: {
    /**
     * Kubernetes namespace; it must exist.
     */
    namespace: string;
    /**
     * Keys that start so, ending with a slash. Default: all.
     */
    prefix?: string;
    /**
     * Keep what was read on the node's disk, up to so much: what several pods of a node read comes from the bucket once. Default: no cache.
     */
    cacheGiB?: number;
    /**
     * Default: true.
     */
    readOnly?: boolean;
  }[];
}
/**
 * A directory bucket (S3 Express One Zone) in a pool's zone, for checkpoints that a restart reads first.
 */
export interface HotBucket {
  name: Name;
  /**
   * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
   */
  formerly?: Name[];
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool: string;
  /**
   * Delete objects this many days after they were written. Default: 7.
   */
  expireDays?: number;
}
/**
 * An FSx for Lustre file system (PERSISTENT_2) in a pool's zone.
 */
export interface Lustre {
  name: Name;
  /**
   * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
   */
  formerly?: Name[];
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool: string;
  /**
   * 1200, or a multiple of 2400; with EFA, a multiple that grows as the throughput falls.
   */
  sizeGiB: number;
  /**
   * Throughput of each TiB. Default: 500.
   */
  throughputMBpsPerTiB?: 125 | 250 | 500 | 1000;
  /**
   * Carry Lustre over the pool's EFA, GPUDirect Storage included. Default: true where the pool has EFA and the size allows it.
   */
  efa?: boolean;
  /**
   * Metadata operations per second: 1500, 3000, 6000 or a multiple of 12000. Default: as many as the size brings.
   */
  metadataIops?: number;
  /**
   * Buckets that appear as folders: objects come in when they are first read, changed files go out.
   */
  links?: {
    /**
     * Lower-case letters, digits and hyphens; 2 to 32 characters.
     */
    bucket: string;
    /**
     * Folder in the file system.
     */
    path: string;
    /**
     * Keys that start so, ending with a slash. Default: all.
     */
    prefix?: string;
    /**
     * Write changed files back to the bucket. Default: false.
     */
    export?: boolean;
  }[];
  /**
   * Volume claims, one a team.
   */
  claims?: {
    /**
     * Kubernetes namespace; it must exist.
     */
    namespace: string;
    /**
     * Folder that the team mounts. Default: the whole file system.
     */
    path?: string;
    /**
     * Default: false.
     */
    readOnly?: boolean;
  }[];
  /**
   * Days that daily backups are kept. FSx backs up no file system with links: there it must be 0, the default. Else 7.
   */
  backupDays?: number;
}
/**
 * An HDFS cluster on a pool's local disks: two name nodes, three journal nodes, three ZooKeeper servers, and data nodes over the zones.
 */
export interface Hdfs {
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  name: string;
  /**
   * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
   */
  formerly?: Name[];
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool: string;
  /**
   * Zones that its nodes spread over; each is a rack. Default: the pool's zone, else the network's zones.
   *
   * @minItems 1
   */
  zones?: [ZoneId, ...ZoneId[]];
  /**
   * Hadoop 3.5, as Apache builds it: `hdfs` and `hadoop` on the path. ZooKeeper's server comes with it.
   */
  image: string;
  /**
   * Data nodes of all zones together, one a node. Those that a lower number leaves out are decommissioned before they stop.
   */
  dataNodes: number;
  /**
   * Memory of each name node, which holds every file's and block's record. Default: 8.
   */
  nameNodeMemoryGiB?: number;
  /**
   * Namespaces whose pods may reach it; each gets the ConfigMap `hdfs-NAME`. Without `kerberos`, whoever runs a pod there is whom he says he is. Default: none.
   */
  clients?: string[];
  /**
   * Let the region's collector read the daemons. Their port also serves WebHDFS and web pages, to the whole VPC; give `kerberos` too. Default: false.
   */
  metrics?: boolean;
  /**
   * Serve HTTPS alone.
   */
  tls?: {
    /**
     * Secret in the cluster's namespace: `keystore.p12`, `truststore.p12` and their `password`, as cert-manager writes them.
     */
    secret: string;
  };
  /**
   * Let nobody in whom the realm does not know, and encrypt calls too. Needs `tls`.
   */
  kerberos?: {
    /**
     * Kerberos realm.
     */
    realm: string;
    /**
     * Secret in the cluster's namespace: `krb5.conf`, and `hdfs.keytab` with the principals `hdfs/HOST` and `HTTP/HOST` of every pod.
     */
    secret: string;
    /**
     * Where the realm's KDC is.
     */
    kdcCidr: string;
  };
}
/**
 * A DataSync task: one way, from HDFS, an NFS server or S3-compatible storage on premises into a prefix of a bucket. The source wins.
 */
export interface Sync {
  name: Name;
  /**
   * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
   */
  formerly?: Name[];
  /**
   * The DataSync agent beside the source: one that is active already, or the key of one to activate (valid for 30 minutes).
   */
  agent:
    | {
        /**
         * ARN of an active agent.
         */
        arn: string;
      }
    | {
        /**
         * Key that the agent shows.
         */
        activationKey: string;
      };
  /**
   * Where the data is.
   */
  from:
    | {
        /**
         * An HDFS cluster.
         */
        hdfs: {
          /**
           * Host of the active name node: DataSync knows one.
           */
          nameNode: string;
          /**
           * Default: 8020.
           */
          port?: number;
          /**
           * Folder that is copied.
           */
          path: string;
          /**
           * Whom it reads as, where the cluster believes names. Default: hdfs.
           */
          user?: string;
          /**
           * Whom it reads as in a realm.
           */
          kerberos?: {
            /**
             * Principal.
             */
            principal: string;
            /**
             * Secret of AWS Secrets Manager, a JSON object of `keytab` and `krb5Conf`, each in base64.
             */
            secret: string;
          };
        };
      }
    | {
        /**
         * An NFS export.
         */
        nfs: {
          /**
           * Host or address.
           */
          server: string;
          /**
           * Exported folder.
           */
          path: string;
          /**
           * NFS version. Default: the newest that both speak.
           */
          version?: "3" | "4.0" | "4.1";
        };
      }
    | {
        /**
         * S3-compatible storage.
         */
        objectStorage: {
          /**
           * Host or address, by HTTPS.
           */
          server: string;
          /**
           * Default: 443.
           */
          port?: number;
          /**
           * Bucket there.
           */
          bucket: string;
          /**
           * Keys that start so, ending with a slash. Default: all.
           */
          prefix?: string;
          /**
           * Secret of AWS Secrets Manager, a JSON object of `accessKey` and `secretKey`.
           */
          secret: string;
        };
      };
  /**
   * Where it goes. Nobody else may write there.
   */
  to: {
    /**
     * Lower-case letters, digits and hyphens; 2 to 32 characters.
     */
    bucket: string;
    /**
     * Keys that start so, ending with a slash.
     */
    prefix: string;
  };
  /**
   * When it runs, UTC; at most once an hour.
   */
  schedule: string;
  /**
   * Most that it takes of the line, MB/s, outside `bandwidthWindows`. Default: all of it.
   */
  bandwidthMBps?: number;
  /**
   * Hours with another limit, which also holds for a run that goes on when they begin.
   */
  bandwidthWindows?: {
    /**
     * IANA time zone.
     */
    timeZone: string;
    /**
     * @minItems 1
     */
    hours: [
      {
        /**
         * On which it begins. Default: all.
         *
         * @minItems 1
         */
        weekdays?: [
          "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday",
          ...("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[]
        ];
        from: TimeOfDay;
        /**
         * 24-hour time, quoted.
         */
        to: string;
        /**
         * Most that it takes of the line, MB/s.
         */
        bandwidthMBps: number;
      },
      ...{
        /**
         * On which it begins. Default: all.
         *
         * @minItems 1
         */
        weekdays?: [
          "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday",
          ...("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[]
        ];
        from: TimeOfDay;
        /**
         * 24-hour time, quoted.
         */
        to: string;
        /**
         * Most that it takes of the line, MB/s.
         */
        bandwidthMBps: number;
      }[]
    ];
  };
  /**
   * Whose checksums are compared: of what was copied, or of everything at both ends (slow). Default: transferred.
   */
  verify?: "transferred" | "all" | "none";
  /**
   * What becomes of a file that the source no longer has. Removed ones stay as earlier versions for as long as the bucket keeps those. Default: keep.
   */
  deleted?: "keep" | "remove";
  /**
   * Patterns that are left out.
   *
   * @minItems 1
   */
  exclude?: [string, ...string[]];
  /**
   * Hours without a run that reached the source, after which an alarm tells. Default: 26.
   */
  maxLagHours?: number;
}
/**
 * Where experiments, datasets and checkpoints are described.
 */
export interface Databases {
  /**
   * Aurora PostgreSQL clusters.
   */
  aurora?: {
    name: Name;
    /**
     * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
     */
    formerly?: Name[];
    /**
     * Aurora PostgreSQL version. Default: 17.10.
     */
    engineVersion?: string;
    /**
     * Aurora capacity units (2 GiB of memory each).
     */
    capacity?: {
      /**
       * Fewest units; 0 pauses it when idle.
       */
      min: number;
      /**
       * Most units.
       */
      max: number;
    };
    /**
     * A writer and its readers. Default: 2.
     */
    instances?: number;
    /**
     * Days that point-in-time recovery reaches back. Default: 14.
     */
    backupDays?: number;
    /**
     * A copy in `storage.replicaRegion`, about a second behind, that takes over when this region is lost (an Aurora global database). What it needs there, that region's own stack has.
     */
    global?: {
      /**
       * DB subnet group there, of two zones at least, without a way to the internet.
       */
      subnetGroup: string;
      /**
       * Security groups there, which say who reaches it.
       *
       * @minItems 1
       */
      securityGroups: [string, ...string[]];
      /**
       * SNS topic there that hears when the copy is over a minute behind.
       */
      alarmTopic: string;
      /**
       * Secret of AWS Secrets Manager, a JSON object with the administrator's `password`: RDS manages none of a global database. It is read once, when the cluster is made; rotate it yourself.
       */
      passwordSecret: string;
      /**
       * Readers there, one of which takes over. Default: 2.
       */
      instances?: number;
    };
  }[];
  /**
   * DynamoDB tables, billed by request.
   */
  dynamodb?: {
    name: Name;
    /**
     * Names that this entry had before, the first one first. What stands under an earlier name is kept and renamed, never replaced.
     */
    formerly?: Name[];
    /**
     * Partition key (text).
     */
    key: string;
    /**
     * Sort key (text).
     */
    sort?: string;
    /**
     * Attribute that holds when an item expires, epoch seconds.
     */
    expiresBy?: string;
    /**
     * Regions that hold the table too (a global table).
     */
    replicas?: string[];
  }[];
}
/**
 * What a namespace's claims may add up to.
 */
export interface StorageQuota {
  /**
   * Kubernetes namespace; it must exist.
   */
  namespace: string;
  /**
   * GiB over all claims.
   */
  sizeGiB: number;
  /**
   * Claims in all. Default: 100.
   */
  claims?: number;
  /**
   * GiB by storage class.
   */
  byClass?: {
    [k: string]: number;
  };
}
/**
 * Who did what, and what looks wrong.
 */
export interface Audit {
  /**
   * A multi-region trail with log file validation.
   */
  cloudTrail: boolean;
  /**
   * A GuardDuty detector with EKS, S3 and runtime protection.
   */
  guardDuty: boolean;
  /**
   * IAM Access Analyzer for the account.
   */
  accessAnalyzer: boolean;
  logRetentionDays: RetentionDays;
}
/**
 * Metrics, alerts, dashboards, and who hears of what.
 */
export interface Monitoring {
  /**
   * Addresses of the region's operators: every alarm, every critical alert, and every alert that no route takes.
   */
  alertEmails: string[];
  metrics?: Metrics;
  /**
   * CloudWatch Container Insights: metrics of nodes, pods and GPUs, and containers' logs, in CloudWatch beside Prometheus. CloudWatch bills each observation and each GB of logs. Default: false.
   */
  containerInsights?: boolean;
  /**
   * AWS X-Ray traces: pods send OTLP to `cloudwatch-agent.amazon-cloudwatch`, port 4317 (gRPC) or 4318 (HTTP), and CloudWatch's add-on passes them on. X-Ray bills each trace (`usage.xrayMillionTracesPerMonth`). Default: false.
   */
  traces?: boolean;
  /**
   * Teams that alerts can be routed to; each has a topic of its own.
   */
  receivers?: {
    name: Name;
    /**
     * Addresses, each asked by mail to confirm. Other systems subscribe to the topic.
     */
    emails: string[];
  }[];
  /**
   * Which alerts go to which receiver: the first route that matches takes the alert. Critical alerts go to the operators besides.
   */
  routes?: AlertRoute[];
  /**
   * Times in which warnings and notes wait. Critical alerts never do.
   */
  quietHours?: QuietHours[];
  /**
   * What users of a served model are promised: error budgets and latency alerts follow from it.
   */
  objectives?: {
    /**
     * Share of requests that succeed in a month. Default: 0.999.
     */
    availability?: number;
    /**
     * Time to the first token that 99 of 100 requests keep. Default: 2.
     */
    firstTokenSeconds?: number;
  };
  /**
   * An Amazon Managed Grafana workspace with the region's dashboards' data source. Default: none.
   */
  grafana?: {
    /**
     * IDs of IAM Identity Center groups that administer it.
     *
     * @minItems 1
     */
    adminGroups: [string, ...string[]];
    /**
     * IDs of IAM Identity Center groups that edit dashboards.
     */
    editorGroups?: string[];
  };
}
/**
 * Prometheus metrics of the cluster: exporters, collection, alert rules.
 */
export interface Metrics {
  /**
   * `managed-prometheus`: a workspace of Amazon Managed Service for Prometheus with its agentless collector. `none`: no metrics, no alerts but CloudWatch's.
   */
  store: "managed-prometheus" | "none";
  /**
   * Days that metrics are kept. Default: 150.
   */
  retentionDays?: number;
  /**
   * Seconds between two readings of an exporter; the collector's bill follows it. Default: 30.
   */
  scrapeSeconds?: number;
}
export interface AlertRoute {
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  to: string;
  /**
   * Default: all.
   *
   * @minItems 1
   */
  severities?: [AlertSeverity, ...AlertSeverity[]];
  /**
   * Default: all.
   *
   * @minItems 1
   */
  concerns?: [
    (
      | "capacity"
      | "certificates"
      | "collection"
      | "fabric"
      | "gpu"
      | "nodes"
      | "queues"
      | "serving"
      | "storage"
      | "training"
    ),
    ...(
      | "capacity"
      | "certificates"
      | "collection"
      | "fabric"
      | "gpu"
      | "nodes"
      | "queues"
      | "serving"
      | "storage"
      | "training"
    )[]
  ];
  /**
   * Kubernetes namespaces of the jobs concerned. Default: all.
   *
   * @minItems 1
   */
  namespaces?: [string, ...string[]];
}
export interface QuietHours {
  name: Name;
  /**
   * Default: all.
   *
   * @minItems 1
   */
  weekdays?: [
    "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday",
    ...("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[]
  ];
  from: TimeOfDay;
  /**
   * 24-hour time, quoted.
   */
  to: string;
  /**
   * IANA time zone.
   */
  timeZone: string;
  /**
   * What waits. Default: warning and info.
   *
   * @minItems 1
   */
  severities?: ["warning" | "info", ...("warning" | "info")[]];
}
/**
 * What brings the region back: backups, another region, and the proof that it works.
 */
export interface Recovery {
  /**
   * How much of another region stands beforehand. `backup`: nothing but copies; `pilot-light`: all but nodes; `active-active`: all, serving. That region is a stack of its own.
   */
  mode: "backup" | "pilot-light" | "active-active";
  /**
   * The region that backups are copied to and that takes over. Default: none, and what the region alone holds is lost with it.
   */
  otherRegion?: string;
  /**
   * Nightly and monthly backups of every store of the stack, in a locked vault.
   */
  backups?: {
    /**
     * Days that nightly backups are kept. Default: 35.
     */
    dailyDays?: number;
    /**
     * Days that monthly backups are kept. Default: 365.
     */
    monthlyDays?: number;
    /**
     * `compliance`: final three days after the first deployment, even for the root user. Default: `governance`.
     */
    lock?: "governance" | "compliance";
    /**
     * Restore the latest backups every week. Default: true.
     */
    restoreTests?: boolean;
  };
  /**
   * This region's record of a name that two regions share.
   */
  failover?: {
    /**
     * The hosted zone.
     */
    zoneId: string;
    /**
     * The name that users call.
     */
    name: string;
    /**
     * This region's own name.
     */
    endpoint: string;
    /**
     * `active`: both answer, the nearer one first. `secondary` answers while the primary is not healthy.
     */
    role: "primary" | "secondary" | "active";
    /**
     * Path that answers 200 while the region can serve. Default: /healthz.
     */
    healthPath?: string;
  };
  /**
   * Planning figures behind the recovery times of the plan, for what AWS gives no promise. Put what your restore tests and experiments measured.
   */
  planning?: {
    /**
     * Until a cluster with its add-ons stands. Default: 30.
     */
    controlPlaneMinutes?: number;
    /**
     * Until the nodes of the pools are there and ready. Default: 15.
     */
    nodesMinutes?: number;
    /**
     * Until a store is restored from its backup. Default: 60.
     */
    restoreMinutes?: number;
  };
  /**
   * AWS FIS experiment templates: loss of a quarter of each pool's nodes, of a zone, throttled API calls. Nothing runs until it is started. Default: false.
   */
  experiments?: boolean;
}
/**
 * What the bill assumes where use decides the price: a figure, or a range that becomes the bill's. Change these to your own. What is not stated is listed as not priced.
 */
export interface Usage {
  /**
   * GB through all NAT gateways a month.
   */
  natGatewayGBPerMonth:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB through all interface endpoints a month.
   */
  endpointGBPerMonth:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB sent to the internet a month.
   */
  internetEgressGBPerMonth:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB from one zone to another a month.
   */
  crossZoneGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB sent to other regions a month: replicas, copied backups.
   */
  crossRegionGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that the VPC sends through the Backbone a month.
   */
  transitGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Capacity units (LCU) that each load balancer uses on average.
   */
  loadBalancerCapacityUnits?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in each bucket.
   */
  bucketGB:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of PUT, COPY, POST and LIST requests to each bucket a month.
   */
  bucketThousandWritesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of GET and other requests to each bucket a month.
   */
  bucketThousandReadsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in each directory bucket.
   */
  hotBucketGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of PUT, COPY and LIST requests to each directory bucket a month.
   */
  hotBucketThousandWritesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of GET requests to each directory bucket a month.
   */
  hotBucketThousandReadsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB written to each directory bucket a month.
   */
  hotBucketWrittenGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB read from each directory bucket a month.
   */
  hotBucketReadGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Request metrics of each bucket that have data: S3 has 16, one for each kind of request that there is.
   */
  requestMetricsPerBucket?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of objects that each inventory lists a month, all its lists together.
   */
  inventoryMillionObjectsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that each replicated bucket replicates a month.
   */
  replicatedGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that each data synchronisation copies a month.
   */
  syncGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Thousands of state transitions a month by which each sync's bandwidth changes with the hour.
   */
  syncThousandTransitionsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in each EFS file system.
   */
  fileSystemGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in each Aurora cluster.
   */
  databaseGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of reads and writes of each Aurora cluster's storage a month.
   */
  databaseMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of writes a month that each global database copies to its other region.
   */
  databaseMillionReplicatedWritesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in each DynamoDB table.
   */
  tableGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of read request units of each table a month.
   */
  tableMillionReadsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of write request units of each table a month.
   */
  tableMillionWritesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of file systems, volumes and buckets kept in each backup vault.
   */
  backupGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of Aurora clusters kept in each backup vault.
   */
  databaseBackupGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of DynamoDB tables kept in each backup vault.
   */
  tableBackupGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Recovery points that each restore testing plan restores a month.
   */
  restoreTestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * vCPU hours of all cleaning jobs of EMR on EKS a month.
   */
  cleaningVCPUHoursPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB hours of memory of all cleaning jobs of EMR on EKS a month.
   */
  cleaningGBHoursPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB written to CloudWatch Logs a month, all groups.
   */
  logsGBPerMonth:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB kept in CloudWatch Logs, all groups.
   */
  logsStoredGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of samples that each Prometheus workspace takes in a month. 10,000 series every 30 s are 880.
   */
  prometheusMillionSamplesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Billions of samples that queries and rules of each Prometheus workspace read a month.
   */
  prometheusBillionQuerySamplesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB that each Prometheus workspace keeps.
   */
  prometheusGB?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of observations of Container Insights a month.
   */
  containerInsightsMillionObservationsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of traces that AWS X-Ray records a month, after sampling.
   */
  xrayMillionTracesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of requests to all queues a month.
   */
  queueMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of names asked of sites on premises, and by them, a month.
   */
  resolverMillionQueriesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of messages published to all topics a month.
   */
  topicMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Editors and administrators that use each Grafana workspace in a month.
   */
  grafanaEditors?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of CloudTrail management events that GuardDuty analyses a month.
   */
  guardDutyMillionEventsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of flow and DNS logs that GuardDuty analyses a month.
   */
  guardDutyFlowLogGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of Kubernetes audit events that GuardDuty analyses a month.
   */
  guardDutyMillionAuditEventsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of S3 data events that GuardDuty analyses a month.
   */
  guardDutyMillionDataEventsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * GB of volumes that GuardDuty scans for malware a month: of nodes on which it has found something.
   */
  guardDutyScannedGBPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of requests to all KMS keys a month: by S3 without bucket keys, one an object.
   */
  keyMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Millions of requests for all secrets a month.
   */
  secretMillionRequestsPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
  /**
   * Minutes that actions of all fault injection experiments run a month.
   */
  experimentMinutesPerMonth?:
    | number
    | {
        /**
         * The least to reckon with.
         */
        low: number;
        /**
         * What the bill's total stands on.
         */
        likely: number;
        /**
         * The most to reckon with.
         */
        high: number;
      };
}
/**
 * What you pay where it is not the public price, and prices that no public source gives. Without a price a charge is listed as not priced, never as zero.
 */
export interface Prices {
  /**
   * Off the public price by concern: a savings plan on compute, a private rate. Prices of this file are taken as they are.
   */
  discounts?: {
    compute?: Percentage;
    "control plane"?: Percentage;
    network?: Percentage;
    storage?: Percentage;
    security?: Percentage;
    observability?: Percentage;
  };
  /**
   * US dollars an hour on demand, by instance type.
   */
  onDemand?: {
    [k: string]: number;
  };
  /**
   * US dollars an hour that you reckon with on spot, by instance type.
   */
  spot?: {
    [k: string]: number;
  };
  /**
   * US dollars an hour of a capacity block's offering (its fee over its instance hours), by instance type.
   */
  capacityBlocks?: {
    [k: string]: number;
  };
  /**
   * US dollars by item of `catalog/facts/price-items.json`, in its unit.
   */
  items?: {
    [k: string]: number;
  };
}
/**
 * Who may use how much: teams with their namespaces and queues, through Kueue. Leave it out for a cluster without queues.
 */
export interface Scheduling {
  /**
   * Each gets a namespace of its name, closed to the others, and a queue. What no team's quota claims belongs to all: any team may borrow it.
   *
   * @minItems 1
   */
  teams: [Team, ...Team[]];
  /**
   * Share what is borrowed by the teams' weights, and preempt to restore that share. Default: true.
   */
  fairSharing?: boolean;
  /**
   * Longest that a pod made by hand, such as a notebook, may hold accelerators: the API server refuses one that does not say that it ends by then (`activeDeadlineSeconds`). Default: 12.
   */
  interactiveHours?: number;
  /**
   * Whose workloads give way.
   */
  preemption?: {
    /**
     * Whom a team may preempt to get back its own quota that others borrowed. Default: Any.
     */
    reclaimWithinCohort?: "Any" | "LowerPriority" | "Never";
    /**
     * Whom a team may preempt of its own. Default: LowerPriority.
     */
    withinClusterQueue?: "LowerOrNewerEqualPriority" | "LowerPriority" | "Never";
  };
  /**
   * Priorities that workloads may name, and their values. Default: high 10000, normal 1000, low 100.
   */
  priorities?: {
    [k: string]: number;
  };
}
export interface Team {
  name: Name;
  /**
   * Names that the team had before, the first one first. Its namespace, its queue and all that is in them keep the first.
   */
  formerly?: Name[];
  /**
   * The team's part of what is borrowed, beside the others' weights. Default: 1.
   */
  weight?: number;
  /**
   * By pool or dynamic pool, what is the team's own; or, as a map, also what it may borrow and lend. A dynamic pool's most is its `maxAccelerators`, in nodes of its smallest type.
   */
  quota: {
    [k: string]: Amount | Quota;
  };
  /**
   * IAM roles that may use the team's namespace (EKS access entries with Kubernetes roles).
   */
  members?: {
    /**
     * The role's ARN.
     */
    role: string;
    /**
     * `viewer` reads; `researcher` also runs jobs and reads their logs; `operator` also runs services.
     */
    as: "viewer" | "researcher" | "operator";
  }[];
}
export interface Quota {
  /**
   * A part of a pool: a percentage of its most nodes, nodes, or accelerators.
   */
  nominal: string;
  /**
   * A part of a pool: a percentage of its most nodes, nodes, or accelerators.
   */
  borrowing?: string;
  /**
   * A part of a pool: a percentage of its most nodes, nodes, or accelerators.
   */
  lending?: string;
}
/**
 * One distributed training job.
 */
export interface TrainingWorkload {
  name: Name;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  team: string;
  image: Image;
  software?: Software;
  /**
   * What runs in the container. Default: the image's own.
   *
   * @minItems 1
   */
  command?: [string, ...string[]];
  /**
   * Its arguments.
   */
  args?: string[];
  /**
   * Further environment variables.
   */
  env?: {
    [k: string]: string;
  };
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool: string;
  /**
   * Nodes that train together: a gang, which starts whole or waits.
   */
  nodes: number;
  /**
   * Decides how processes find each other: `TF_CONFIG`, torchrun's variables, or JAX's coordinator.
   */
  framework: "tensorflow" | "pytorch" | "jax";
  /**
   * How the work is divided. Default: data-parallel.
   */
  strategy?:
    | "data-parallel"
    | {
        /**
         * Parameter servers that hold the weights, on the pool's CPUs (TensorFlow).
         */
        parameterServers: number;
      }
    | {
        /**
         * Accelerators that share each layer.
         */
        tensor?: number;
        /**
         * Stages of layers.
         */
        pipeline?: number;
        /**
         * ZeRO stage: what data-parallel ranks shard.
         */
        zero?: 0 | 1 | 2 | 3;
      };
  /**
   * Handed to the job as `AIDC_OPTIMIZER`.
   */
  optimizer?: "sgd" | "adam" | "adamw";
  /**
   * Who makes its pods: JobSet by itself; or Kubeflow Trainer, whose TrainJob makes the same JobSet, for teams that use its API and SDK. Default: jobset.
   */
  operator?: "jobset" | "trainer";
  /**
   * It serves Prometheus metrics on the port that `AIDC_METRICS_PORT` names: the collector reads them, and the alerts on stragglers, efficiency and old checkpoints watch it. Default: false.
   */
  metrics?: boolean;
  /**
   * Model FLOPs utilisation that its sizing expects (`aidc size`): an alert tells when a job with `metrics` stays under three quarters of it. Default: no such alert.
   */
  expectedMfu?: number;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  priority?: string;
  /**
   * Keep the gang within one `rack` (a network node of the last layer) or `block` (of the layer above), and wait for room there; or let it `spread`. Default: rack on a fabric where it fits, preferred rather than required.
   */
  within?: "rack" | "block" | "spread";
  data?: Volume;
  checkpoints?: Checkpoints;
  /**
   * Size of /dev/shm, which data loaders fill. Default: an eighth of the container's memory.
   */
  sharedMemory?: string;
  /**
   * How often a failed run starts anew from its checkpoint. Lost nodes and preemption don't count; an exit code of 2, 126 or 127 (wrong use, no such command) is never retried. Default: 3.
   */
  maxRestarts?: number;
  /**
   * Hours after which Kueue takes its nodes back, finished or not, and does not start it again. Default: none.
   */
  maxHours?: number;
  /**
   * Hours after which a finished job is removed. Default: 24.
   */
  keepHours?: number;
  trains?: Trains;
}
/**
 * What the image carries, by version: a plan refuses what is older than an instance type of its pool needs (`aidc catalog show TYPE` tells).
 */
export interface Software {
  [k: string]: string;
}
/**
 * Where it reads, at /data.
 */
export interface Volume {
  /**
   * A PersistentVolumeClaim in the team's namespace: a bucket that has `mounts` there, or a Lustre file system that has `claims`.
   */
  claim: string;
  /**
   * The claim is made elsewhere, not by this file's storage. Default: false.
   */
  existing?: boolean;
}
/**
 * Where it keeps what a restart goes on from, at /checkpoints.
 */
export interface Checkpoints {
  /**
   * A PersistentVolumeClaim in the team's namespace that all nodes may write: a Lustre file system's, or a bucket's with `readOnly: false` (not for TensorFlow, which renames files).
   */
  claim: string;
  /**
   * The claim is made elsewhere, not by this file's storage. Default: false.
   */
  existing?: boolean;
  /**
   * Interval. Default: Daly's, for the failures that so many nodes have.
   */
  everySeconds?: number;
  /**
   * How long training stands still to save one; the default interval follows from it. Default: 30.
   */
  stallSeconds?: number;
  /**
   * Runs in each container before it is stopped, to save what is not yet saved. SIGTERM follows it.
   *
   * @minItems 1
   */
  beforeStop?: [string, ...string[]];
}
/**
 * What it trains, for the bill of the whole run; the job itself is not told.
 */
export interface Trains {
  /**
   * A model of the catalogue: `aidc size --model list` names them.
   */
  model: string;
  /**
   * Tokens to train on, all epochs together.
   */
  tokens: string | number;
  /**
   * Tokens of a sequence. Default: the model's context.
   */
  sequence?: number;
  /**
   * Tokens of an optimizer step. Default: by the model's size.
   */
  batchTokens?: string | number;
  /**
   * Model FLOPs utilisation to reckon with. Default: modelled.
   */
  utilisation?: number;
}
/**
 * One inference service.
 */
export interface InferenceWorkload {
  name: Name;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  team: string;
  image: Image;
  software?: Software;
  /**
   * What runs in the container. Default: the image's own.
   *
   * @minItems 1
   */
  command?: [string, ...string[]];
  /**
   * Its arguments.
   */
  args?: string[];
  /**
   * Further environment variables.
   */
  env?: {
    [k: string]: string;
  };
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool: string;
  /**
   * Accelerators of one replica on each of its nodes. Default: 1, or a whole node's where `nodes` is more than 1.
   */
  accelerators?: number;
  /**
   * Nodes of one replica: more than 1 makes a LeaderWorkerSet. Default: 1.
   */
  nodes?: number;
  replicas?: Replicas;
  autoscaling?: Autoscaling;
  /**
   * It serves Prometheus metrics at /metrics of its port, as vLLM does: the collector reads them, and alerts, dashboards and `autoscaling` go by them. The collector is outside the cluster, so the port then opens to all that the nodes' security group lets through, not to its own namespace alone. Default: false.
   */
  metrics?: boolean;
  model?: Volume1;
  entry?: Entry;
  canary?: Canary;
  /**
   * Where the container listens. Default: 8000.
   */
  port?: number;
  /**
   * Path that answers 200 only once the model is loaded. Default: /health.
   */
  health?: string;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  priority?: string;
  /**
   * How long a replica may finish its requests once it is told to stop. Default: 120.
   */
  drainSeconds?: number;
}
/**
 * Default: 2 to 4. What adds replicas: `autoscaling`.
 */
export interface Replicas {
  /**
   * Fewest replicas; below 2, one failure stops the service.
   */
  min: number;
  /**
   * Most replicas.
   */
  max: number;
}
/**
 * What adds replicas and takes them away. Default: CPU use of 70%.
 */
export interface Autoscaling {
  /**
   * Requests that one replica has in hand, running and waiting, as vLLM counts them. What its batch holds is a good start.
   */
  concurrentRequests?: number;
  /**
   * Requests that wait at one replica, as vLLM counts them: fewer replicas, fuller batches.
   */
  waitingRequests?: number;
  /**
   * Time to the first token that 95 of 100 requests keep, as vLLM measures it.
   */
  firstTokenSeconds?: number;
  /**
   * Mean utilisation of the replicas' GPUs, as DCGM reads it.
   */
  gpuPercent?: number;
  /**
   * Mean CPU use of the replicas, of what they ask for.
   */
  cpuPercent?: number;
  /**
   * Any other measure.
   */
  query?: {
    /**
     * A PromQL expression of one value, of all replicas together.
     */
    promql: string;
    /**
     * How much of it one replica takes.
     */
    perReplica: number;
  };
}
/**
 * Where its model lies, at /models, read-only: a bucket's mount with `cacheGiB` keeps what was read on the node's disk.
 */
export interface Volume1 {
  /**
   * A PersistentVolumeClaim in the team's namespace: a bucket that has `mounts` there, or a Lustre file system that has `claims`.
   */
  claim: string;
  /**
   * The claim is made elsewhere, not by this file's storage. Default: false.
   */
  existing?: boolean;
}
/**
 * How it is reached from outside the cluster: an Application Load Balancer, HTTPS alone. Default: from its own namespace only.
 */
export interface Entry {
  /**
   * ACM certificate that clients are shown.
   */
  certificateArn: string;
  /**
   * Name that requests must ask for. Default: any.
   */
  host?: string;
  /**
   * Reach it from the internet. Default: false, from the VPC and the networks that it is joined to.
   */
  public?: boolean;
  /**
   * Addresses that may reach it. Default: all that its place lets through.
   *
   * @minItems 1
   */
  allowedCidrs?: [Cidr, ...Cidr[]];
  /**
   * AWS WAF web ACL (regional) that requests must pass.
   */
  webAclArn?: string;
}
/**
 * A second revision that answers a part of the requests: the load balancer of `entry` divides them. Default: none.
 */
export interface Canary {
  /**
   * Percent of the requests that it answers; 0 takes it out of use and keeps it ready.
   */
  weight: number;
  image?: Image;
  /**
   * What runs in the container.
   *
   * @minItems 1
   */
  command?: [string, ...string[]];
  /**
   * Its arguments.
   */
  args?: string[];
  /**
   * Environment variables, beside the service's own.
   */
  env?: {
    [k: string]: string;
  };
  model?: Volume2;
  replicas?: Replicas1;
}
/**
 * Where its model lies, at /models.
 */
export interface Volume2 {
  /**
   * A PersistentVolumeClaim in the team's namespace: a bucket that has `mounts` there, or a Lustre file system that has `claims`.
   */
  claim: string;
  /**
   * The claim is made elsewhere, not by this file's storage. Default: false.
   */
  existing?: boolean;
}
/**
 * Default: 2, to as many as the service may have.
 */
export interface Replicas1 {
  /**
   * Fewest replicas; below 2, one failure stops the service.
   */
  min: number;
  /**
   * Most replicas.
   */
  max: number;
}
/**
 * A Local Zone or an Outpost with one pool of the file, whose services read their models from their nodes' own disks.
 */
export interface EdgeSite {
  name: Name;
  /**
   * Where it is: the zone ID of a Local Zone of the region, whose group the account must have opted in to, or an Outposts rack.
   */
  site:
    | string
    | {
        /**
         * The Outpost's ARN. EKS manages no nodes there: they are an Auto Scaling group of the site's own.
         */
        outpost: string;
        /**
         * An availability zone's ID (not its account-specific name), or a Local Zone's.
         */
        zone: string;
      };
  /**
   * The site's nodes and pods: a range of the network's last sixteenth, which no zone takes. Nothing moves it later.
   */
  cidr: string;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool: string;
  /**
   * What each node keeps of the region's buckets. New versions are taken whole, and the old one serves until then.
   */
  models?: EdgeModel[];
  /**
   * How often each node looks for new versions of its models. Default: 15.
   */
  syncMinutes?: number;
  /**
   * How long services go on while the region is out of reach, before Kubernetes gives their pods up. Default: 24.
   */
  offlineHours?: number;
  /**
   * How far its clients are. The plan says what light itself takes.
   */
  latency?: {
    /**
     * Length of the fibre between the site and its farthest clients.
     */
    kilometres: number;
    /**
     * What the network between them may take, there and back, milliseconds. Refused where light is slower.
     */
    roundTripMs?: number;
  };
}
/**
 * A folder of a bucket that a site keeps, as a volume claim of this name in the namespace.
 */
export interface EdgeModel {
  name: Name;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  bucket: string;
  /**
   * Only what is below it. Default: the whole bucket.
   */
  prefix?: string;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  namespace: string;
  /**
   * What one version takes on a node's disk; two are there while a new one comes.
   */
  sizeGiB: number;
}
/**
 * One data set and the rules that it is cleaned by. `from` is only read; in `to`, `latest.json` names the newest result, with its data, its quarantine and its report.
 */
export interface CleaningJob {
  name: Name;
  /**
   * A container image, by digest: what was tested is what runs.
   */
  image: string;
  from: DataFolder;
  to: DataFolder;
  /**
   * When it runs, as EventBridge Scheduler writes it. A run whose input has not changed ends at once.
   */
  schedule: string;
  /**
   * Time zone of a `cron` schedule, as the IANA names it. Default: UTC.
   */
  timezone?: string;
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  pool?: string;
  /**
   * Spark's workers, each a pod. Default: 2 of 2 cores and 6 GiB.
   */
  executors?: {
    /**
     * Pods.
     */
    count: number;
    /**
     * CPU cores of each.
     */
    cores: number;
    /**
     * Memory of each pod, GiB; 40% of it is Python's.
     */
    memoryGiB: number;
  };
  /**
   * Results to keep, the newest first. Default: 2.
   */
  keepRuns?: number;
  rules: CleaningRules;
}
/**
 * A folder of a bucket.
 */
export interface DataFolder {
  /**
   * Lower-case letters, digits and hyphens; 2 to 32 characters.
   */
  bucket: string;
  /**
   * Keys that start so, ending with a slash.
   */
  prefix: string;
}
/**
 * What a cleaning job lets pass, and what it does about the rest. A row that breaks a rule is set aside with its reasons; none is lost.
 */
export interface CleaningRules {
  /**
   * What the input is: lines of JSON, CSV with a header, Parquet, or a folder of image files.
   */
  format?: "json" | "csv" | "parquet" | "images";
  /**
   * The output's columns, by name; others are left out. Required, but for `images`, whose columns are `path` and `content`.
   */
  columns?: {
    [k: string]: CleaningColumn;
  };
  text?: TextRules;
  images?: ImageRules;
  personalData?: PersonalDataRules;
  duplicates?: DuplicateRules;
  /**
   * The largest share of rows that may be set aside. Above it the job fails, and `latest.json` stays at the run before.
   */
  maxQuarantined?: number;
}
/**
 * One column. An empty value breaks only `required`.
 */
export interface CleaningColumn {
  /**
   * What each value must be.
   */
  type: "string" | "integer" | "number" | "boolean" | "date" | "timestamp" | "binary";
  /**
   * Set rows aside in which it is empty.
   */
  required?: boolean;
  /**
   * Least number.
   */
  minimum?: number;
  /**
   * Greatest number.
   */
  maximum?: number;
  length?: Range;
  /**
   * Regular expression (Java's) that is found in each string.
   */
  pattern?: string;
  /**
   * The only strings allowed.
   *
   * @minItems 1
   */
  values?: [string, ...string[]];
  /**
   * What takes the place of an empty value: the column's median, or a value.
   */
  fill?:
    | "median"
    | {
        /**
         * Of the column's type.
         */
        value: string | number | boolean;
      };
  /**
   * Numbers outside Tukey's fences: further than so many interquartile ranges from the middle half.
   */
  outliers?: {
    /**
     * Interquartile ranges.
     */
    fences?: number;
    /**
     * Set the row aside, or bring the value to the fence.
     */
    then?: "quarantine" | "clip";
  };
}
/**
 * Characters of a string.
 */
export interface Range {
  /**
   * Least.
   */
  min?: number;
  /**
   * Most.
   */
  max?: number;
}
/**
 * Quality of prose. The defaults are those of MassiveText (Rae et al. 2021, arXiv:2112.11446, appendix A), but for the least length.
 */
export interface TextRules {
  /**
   * The string column.
   */
  column: string;
  /**
   * ISO 639-1 codes of the languages to keep. Default: all.
   *
   * @minItems 1
   */
  languages?: [string, ...string[]];
  words?: Range1;
  wordLength?: Range2;
  /**
   * Hash signs and ellipses for each word.
   */
  maxSymbols?: number;
  /**
   * Share of lines that repeat an earlier one.
   */
  maxRepeatedLines?: number;
  /**
   * Share of words with a letter in them.
   */
  minWordsWithLetters?: number;
}
/**
 * Words of a text.
 */
export interface Range1 {
  /**
   * Least.
   */
  min?: number;
  /**
   * Most.
   */
  max?: number;
}
/**
 * Mean characters of a word.
 */
export interface Range2 {
  /**
   * Least.
   */
  min?: number;
  /**
   * Most.
   */
  max?: number;
}
/**
 * Images that cannot be decoded to the last pixel are set aside; so are those of another format or too small.
 */
export interface ImageRules {
  /**
   * The binary column.
   */
  column?: string;
  /**
   * Formats to keep, as Pillow calls them.
   *
   * @minItems 1
   */
  formats?: ["JPEG" | "PNG" | "WEBP" | "GIF" | "TIFF" | "BMP", ...("JPEG" | "PNG" | "WEBP" | "GIF" | "TIFF" | "BMP")[]];
  /**
   * Least width and height.
   */
  minPixels?: number;
}
/**
 * Personal data is replaced, for example by `<EMAIL>`, before anything is written, the quarantine included. Names and addresses of people are not found.
 */
export interface PersonalDataRules {
  /**
   * The string columns to search.
   *
   * @minItems 1
   */
  columns: [string, ...string[]];
  /**
   * What to search for. Default: all.
   *
   * @minItems 1
   */
  kinds?: [
    "email" | "iban" | "card" | "ssn" | "phone" | "ip",
    ...("email" | "iban" | "card" | "ssn" | "phone" | "ip")[]
  ];
  /**
   * ISO 3166-1 code of the country whose phone numbers may lack a country code.
   */
  region?: string;
}
/**
 * Of rows that say the same, one is kept.
 */
export interface DuplicateRules {
  /**
   * The columns that must differ between two rows. Case and white space of strings do not count.
   *
   * @minItems 1
   */
  exact?: [string, ...string[]];
  /**
   * Texts of which so large a share is the same: found by MinHash, then compared exactly.
   */
  near?: {
    /**
     * The string column.
     */
    column: string;
    /**
     * Jaccard index of the two texts' shingles from which they count as the same.
     */
    similarity?: number;
    /**
     * Words of a shingle.
     */
    shingle?: number;
  };
}
/**
 * One accepted finding.
 */
export interface Exception {
  /**
   * The rule's id (`aidc policy list`).
   */
  rule: string;
  /**
   * The resources it holds for: a URN, or `type::name`; `*` stands for any text. Left out, it holds for findings on the stack as a whole.
   */
  resource?: string;
  /**
   * Why the finding is acceptable, for who reads it next year.
   */
  reason: string;
  /**
   * Who answers for it: a team or an address.
   */
  owner: string;
  /**
   * The last day on which it holds (UTC), at most 365 days ahead.
   */
  expires: string;
  /**
   * Where it is followed up.
   */
  ticket?: string;
}
