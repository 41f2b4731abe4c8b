import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import type { Aurora } from "../../../components/storage/aurora";
import { ObjectStore } from "../../../components/storage/objectStore";
import { RegionStorage } from "../../../components/storage/regionStorage";
import type { Storage } from "../../../spec/stack";
import { find, names, type Registered, register, secretFields, statement } from "../harness";

const place = { region: "us-east-1", accountId: "111122223333" };

/** Storage in a region with one pool, which has a zone and no EFA. */
const made = (storage: Storage) =>
  register((opts) => {
    const { buckets } = storage;
    const objectStore = new ObjectStore("ai-data", { ...place, buckets, keyArn: "arn:key", vpcId: "vpc-1" }, opts);
    const kubernetes = new KubernetesProvider("kubernetes", {}, opts);
    new RegionStorage(
      "ai",
      {
        ...place,
        storage,
        objectStore,
        pools: [{ name: "train", instanceType: "g6e.12xlarge", nodes: 2, zone: "use1-az6" }],
        vpcId: "vpc-1",
        vpcCidr: "10.16.0.0/16",
        privateSubnetIds: { "use1-az4": "subnet-4", "use1-az6": "subnet-6" },
        isolatedSubnetIds: { "use1-az4": "isolated-4", "use1-az6": "isolated-6" },
        nodeSecurityGroupId: "sg-nodes",
        clusterName: "ai",
        kubernetesVersion: "1.35",
        kubernetes,
        keyArn: "arn:key",
        logsKeyArn: "arn:logs-key",
        logRetentionDays: 90,
        alarmTopicArn: "arn:topic",
        tags: {},
      },
      opts,
    );
  });
const inputs = (registered: Registered[], type: string, name: string) => find(registered, type, name).inputs;

describe("RegionStorage", () => {
  test("makes nothing where nothing is declared", async () => {
    const registered = await made({ buckets: [] });
    expect(registered.filter(({ parent }) => parent === "ai")).toEqual([]);
  });

  test("copies a bucket to another region within 15 minutes and alarms on the lag", async () => {
    const registered = await made({ buckets: [{ name: "models", replicate: true }], replicaRegion: "us-west-2" });
    expect(inputs(registered, "pulumi:providers:aws", "ai-replica-aws").region).toBe("us-west-2");
    const configuration = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
    expect(inputs(registered, configuration, "ai-replica-models-replication")).toMatchObject({
      bucket: "ai-data-models",
      rules: [
        {
          status: "Enabled",
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: "arn:ai-replica-models",
            encryptionConfiguration: { replicaKmsKeyId: "arn:ai-replica-key" },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
    });
    const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    expect(inputs(registered, alarm, "ai-replica-models-replication-lag")).toMatchObject({
      metricName: "ReplicationLatency",
      threshold: 900,
      dimensions: { SourceBucket: "ai-data-models", DestinationBucket: "ai-replica-models", RuleId: "everything" },
      alarmActions: ["arn:topic"],
    });
    const policy = inputs(registered, "aws:iam/rolePolicy:RolePolicy", "ai-replica-models-replication-permissions");
    expect(statement(policy.policy, "Encrypt")).toMatchObject({
      Resource: "arn:ai-replica-key",
      Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } },
    });
    expect(find(registered, "aws:s3/bucket:Bucket", "ai-replica-models").protect).toBe(true);
  });

  test("puts a directory bucket into its pool's zone", async () => {
    const registered = await made({ buckets: [], hotBuckets: [{ name: "restart", pool: "train" }] });
    expect(find(registered, "aws:s3/directoryBucket:DirectoryBucket", "ai-restart")).toMatchObject({
      protect: true,
      inputs: {
        bucket: "restart-111122223333--use1-az6--x-s3",
        location: { name: "use1-az6", type: "AvailabilityZone" },
        forceDestroy: false,
      },
    });
  });

  test("keeps a directory bucket's own name through a rename", async () => {
    const registered = await made({
      buckets: [],
      hotBuckets: [{ name: "hot", formerly: ["restart", "warm"], pool: "train" }],
    });
    const { bucket } = inputs(registered, "aws:s3/directoryBucket:DirectoryBucket", "ai-hot");
    expect(bucket).toBe("restart-111122223333--use1-az6--x-s3");
  });

  test("makes a Lustre file system in its pool's zone, linked, claimed and encrypted", async () => {
    const registered = await made({
      buckets: [{ name: "curated" }],
      lustre: [
        {
          name: "scratch",
          pool: "train",
          sizeGiB: 4800,
          links: [{ bucket: "curated", path: "/curated", export: true }],
          claims: [{ namespace: "research", path: "/research" }],
        },
      ],
    });
    const fileSystem = find(registered, "aws:fsx/lustreFileSystem:LustreFileSystem", "ai-scratch");
    expect(fileSystem).toMatchObject({ protect: true, retainOnDelete: true });
    expect(fileSystem.inputs).toMatchObject({
      deploymentType: "PERSISTENT_2",
      fileSystemTypeVersion: "2.15",
      storageCapacity: 4800,
      perUnitStorageThroughput: 500,
      subnetIds: "subnet-6",
      kmsKeyId: "arn:key",
      metadataConfiguration: { mode: "AUTOMATIC" },
      automaticBackupRetentionDays: 0,
      logConfiguration: { level: "WARN_ERROR" },
    });
    const link = "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation";
    expect(inputs(registered, link, "ai-scratch-curated")).toMatchObject({
      fileSystemPath: "/curated",
      dataRepositoryPath: "s3://ai-data-curated/",
      s3: { autoExportPolicy: { events: ["NEW", "CHANGED", "DELETED"] } },
    });
    expect(inputs(registered, "kubernetes:core/v1:PersistentVolume", "ai-scratch-research").spec).toMatchObject({
      storageClassName: "",
      persistentVolumeReclaimPolicy: "Retain",
      claimRef: { namespace: "research", name: "scratch" },
      csi: { driver: "fsx.csi.aws.com", volumeHandle: "ai-scratch-id/research" },
    });
    expect(names(registered, "kubernetes:helm.sh/v3:Release")).toEqual(["ai-csi-aws-fsx-csi-driver"]);
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(inputs(registered, rule, "ai-scratch-clients-988-in")).toMatchObject({
      securityGroupId: "ai-scratch-lustre-id",
      referencedSecurityGroupId: "sg-nodes",
      fromPort: 988,
      toPort: 988,
    });
  });

  test("backs up what is not linked", async () => {
    const registered = await made({ buckets: [], lustre: [{ name: "home", pool: "train", sizeGiB: 1200 }] });
    expect(inputs(registered, "aws:fsx/lustreFileSystem:LustreFileSystem", "ai-home")).toMatchObject({
      automaticBackupRetentionDays: 7,
      dailyAutomaticBackupStartTime: "04:00",
      skipFinalBackup: false,
    });
  });

  test("makes databases that nobody deletes by mistake and no file holds a password of", async () => {
    const registered = await made({
      buckets: [],
      databases: {
        aurora: [{ name: "metadata" }],
        dynamodb: [{ name: "runs", key: "run", sort: "step", expiresBy: "expires", replicas: ["us-west-2"] }],
      },
    });
    const cluster = inputs(registered, "aws:rds/cluster:Cluster", "ai-metadata");
    expect(cluster).toMatchObject({
      engine: "aurora-postgresql",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: "arn:key",
      iamDatabaseAuthenticationEnabled: true,
      storageEncrypted: true,
      deletionProtection: true,
      backupRetentionPeriod: 14,
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 },
    });
    expect(cluster.masterPassword).toBeUndefined();
    expect(inputs(registered, "aws:rds/subnetGroup:SubnetGroup", "ai-metadata-subnets").subnetIds).toEqual([
      "isolated-4",
      "isolated-6",
    ]);
    expect(names(registered, "aws:rds/clusterInstance:ClusterInstance")).toEqual(["ai-metadata-0", "ai-metadata-1"]);
    expect(inputs(registered, "aws:dynamodb/table:Table", "ai-runs")).toMatchObject({
      billingMode: "PAY_PER_REQUEST",
      hashKey: "run",
      rangeKey: "step",
      attributes: [
        { name: "run", type: "S" },
        { name: "step", type: "S" },
      ],
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
      streamEnabled: true,
      replicas: [{ regionName: "us-west-2", pointInTimeRecovery: true }],
    });
  });

  test("copies a database to the other region, under a key of that region, and tells there when the copy lags", async () => {
    const alarmTopic = "arn:aws:sns:us-west-2:111122223333:alarms";
    const global: Aurora["global"] = {
      subnetGroup: "west",
      securityGroups: ["sg-0123456789abcdef0"],
      alarmTopic,
      passwordSecret: "metadata-administrator",
    };
    const registered = await made({
      buckets: [],
      replicaRegion: "us-west-2",
      databases: { aurora: [{ name: "metadata", global }] },
    });
    const primary = inputs(registered, "aws:rds/cluster:Cluster", "ai-metadata");
    expect(primary.manageMasterUserPassword).toBeUndefined();
    expect(primary.masterPassword).toBeUndefined();
    // Pulumi's form of a secret.
    const password = { value: secretFields.password, "4dabf18193072939515e22adb298388d": expect.any(String) as string };
    expect(primary).toMatchObject({ masterPasswordWo: password, masterPasswordWoVersion: 1 });
    expect(inputs(registered, "aws:rds/globalCluster:GlobalCluster", "ai-metadata-global")).toMatchObject({
      globalClusterIdentifier: "ai-metadata",
      sourceDbClusterIdentifier: "arn:ai-metadata",
      deletionProtection: true,
    });
    const secondary = inputs(registered, "aws:rds/cluster:Cluster", "ai-metadata-global-secondary");
    expect(secondary).toMatchObject({
      engineVersion: primary.engineVersion,
      dbSubnetGroupName: "west",
      vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
      storageEncrypted: true,
      kmsKeyId: "arn:ai-metadata-global-key",
      deletionProtection: true,
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 },
    });
    expect(Object.keys(secondary).filter((key) => /master/i.test(key))).toEqual([]);
    expect(inputs(registered, "pulumi:providers:aws", "ai-metadata-global-aws").region).toBe("us-west-2");
    expect(inputs(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "ai-metadata-global-lag")).toMatchObject({
      namespace: "AWS/RDS",
      metricName: "AuroraGlobalDBRPOLag",
      threshold: 60_000,
      alarmActions: [alarmTopic],
    });
  });

  test("mounts a bucket with no more rights than the mounts need", async () => {
    const registered = await made({
      buckets: [
        { name: "models", mounts: [{ namespace: "serving", cacheGiB: 100 }] },
        { name: "checkpoints", mounts: [{ namespace: "research", prefix: "research/", readOnly: false }] },
      ],
    });
    const { policy } = inputs(registered, "aws:iam/rolePolicy:RolePolicy", "ai-csi-s3-permissions");
    expect(statement(policy, "Read").Resource).toEqual(["arn:ai-data-models/*", "arn:ai-data-checkpoints/*"]);
    expect(statement(policy, "Write").Resource).toEqual(["arn:ai-data-checkpoints/*"]);
    const volume = inputs(registered, "kubernetes:core/v1:PersistentVolume", "ai-checkpoints-research");
    expect(volume.spec).toMatchObject({
      accessModes: ["ReadWriteMany"],
      mountOptions: ["region us-east-1", "prefix research/", "allow-delete", "allow-overwrite"],
      csi: { driver: "s3.csi.aws.com", volumeAttributes: { bucketName: "ai-data-checkpoints" } },
    });
    const cached = inputs(registered, "kubernetes:core/v1:PersistentVolume", "ai-models-serving");
    expect(cached.spec).toMatchObject({
      csi: { volumeAttributes: { cache: "emptyDir", cacheEmptyDirSizeLimit: "100Gi" } },
    });
  });

  test("makes an EFS file system in every zone, encrypted, and volumes of it on demand", async () => {
    const registered = await made({ buckets: [], efs: [{ name: "home" }] });
    expect(find(registered, "aws:efs/fileSystem:FileSystem", "ai-home")).toMatchObject({
      protect: true,
      retainOnDelete: true,
      inputs: { encrypted: true, kmsKeyId: "arn:key", throughputMode: "elastic" },
    });
    const targets = names(registered, "aws:efs/mountTarget:MountTarget");
    expect(targets).toEqual(["ai-home-use1-az4", "ai-home-use1-az6"]);
    const { subnetId, securityGroups } = inputs(registered, "aws:efs/mountTarget:MountTarget", "ai-home-use1-az4");
    expect([subnetId, securityGroups]).toEqual(["isolated-4", ["ai-home-efs-id"]]);
    expect(inputs(registered, "kubernetes:storage.k8s.io/v1:StorageClass", "ai-home-class")).toMatchObject({
      metadata: { name: "efs-home" },
      provisioner: "efs.csi.aws.com",
      parameters: { provisioningMode: "efs-ap", fileSystemId: "ai-home-id", directoryPerms: "700" },
      mountOptions: ["tls"],
      reclaimPolicy: "Retain",
    });
    const { policy } = inputs(registered, "aws:efs/fileSystemPolicy:FileSystemPolicy", "ai-home-policy");
    expect(statement(policy, "DenyUnencrypted")).toMatchObject({
      Effect: "Deny",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const permissions = inputs(registered, "aws:iam/rolePolicy:RolePolicy", "ai-csi-efs-permissions").policy;
    expect(statement(permissions, "Make")).toMatchObject({
      Resource: ["arn:ai-home"],
      Condition: { StringEquals: { "aws:RequestTag/efs.csi.aws.com/cluster": "true" } },
    });
  });

  test("gives a namespace the Hadoop configuration of the buckets, under their key", async () => {
    const registered = await made({ buckets: [], hadoopNamespaces: ["research"] });
    const { metadata, data } = inputs(registered, "kubernetes:core/v1:ConfigMap", "ai-research-hadoop");
    expect(metadata).toMatchObject({ name: "hadoop-s3a", namespace: "research" });
    expect(data).toMatchObject({
      "core-site.xml": expect.stringContaining("<name>fs.s3a.encryption.key</name><value>arn:key</value>"),
      "spark-defaults.conf": expect.stringContaining("spark.hadoop.fs.s3a.endpoint.region us-east-1\n"),
    });
  });

  test("limits what a namespace's claims add up to", async () => {
    const registered = await made({
      buckets: [],
      quotas: [{ namespace: "research", sizeGiB: 2000, byClass: { "gp3-encrypted": 500 } }],
    });
    expect(inputs(registered, "kubernetes:core/v1:ResourceQuota", "ai-research-quota").spec).toEqual({
      hard: {
        "requests.storage": "2000Gi",
        persistentvolumeclaims: "100",
        "gp3-encrypted.storageclass.storage.k8s.io/requests.storage": "500Gi",
      },
    });
  });
});
