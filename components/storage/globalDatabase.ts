import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as kms from "@pulumi/aws/kms";
import type { Provider } from "@pulumi/aws/provider";
import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import { alarm } from "../observability/alarms";
import { PolicyDocuments } from "../security/policyDocuments";
import { type Aurora, auroraCapacity, auroraInstances, auroraOwn, auroraParameters, auroraVersion } from "./aurora";
import type { MetadataDatabase } from "./metadataDatabase";
import { replicaKey, replicaProvider, type ReplicaRegionArgs } from "./replicaRegion";

export interface GlobalDatabaseArgs extends ReplicaRegionArgs {
  /** The cluster as the stack file declares it, with what the other region has for it. */
  aurora: Omit<Aurora, "formerly"> & Required<Pick<Aurora, "global">>;
  /** AWS' name of it, which a rename in the stack file keeps. */
  identifier: string;
  /** The database that takes writes. */
  primary: MetadataDatabase;
}

/**
 * An Aurora global database: a copy of a cluster in another region, typically under a second behind, that reads there and can take
 * over when this region is lost. It stands in a network that the other region has, under a key of that region.
 *
 * @example
 * new GlobalDatabase("metadata-global", {
 *   aurora: { name: "metadata", global: { subnetGroup: "ai", securityGroups: ["sg-0123456789abcdef0"], alarmTopic, passwordSecret: "metadata" } },
 *   identifier: "metadata", primary: database, region: "us-east-1", replicaRegion: "us-west-2",
 * });
 */
export class GlobalDatabase extends pulumi.ComponentResource {
  readonly provider: Provider;
  readonly key: kms.Key;
  readonly globalCluster: rds.GlobalCluster;
  readonly secondary: rds.Cluster;
  readonly instances: rds.ClusterInstance[];
  /** In the other region: CloudWatch has the lag of a copy there alone. */
  readonly lagAlarm: cloudwatch.MetricAlarm;

  constructor(name: string, args: GlobalDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:GlobalDatabase", name, {}, opts);
    const { aurora, replicaRegion } = args;
    const policies = new PolicyDocuments();
    this.provider = replicaProvider(name, args, this);
    const there = { parent: this, provider: this.provider };
    this.key = replicaKey(name, `the copy of ${aurora.name}`, args, policies, there);
    this.globalCluster = this.createGlobalCluster(name, args);
    this.secondary = this.createSecondary(name, args);
    this.instances = auroraInstances(`${name}-secondary`, this.secondary, aurora.global.instances, this.key.arn, there);
    this.lagAlarm = alarm(
      `${name}-lag`,
      {
        namespace: "AWS/RDS",
        metricName: "AuroraGlobalDBRPOLag",
        dimensions: { DBClusterIdentifier: this.secondary.clusterIdentifier },
        statistic: "Maximum",
        threshold: 60_000,
        for: 3,
        description: `The copy of ${aurora.name} in ${replicaRegion} is over a minute behind, for 15 minutes: a failover would lose it.`,
      },
      aurora.global.alarmTopic,
      there,
    );
    this.registerOutputs({
      endpoint: this.globalCluster.endpoint,
      readerEndpoint: this.secondary.readerEndpoint,
      policyDocuments: policies.byProperty,
    });
  }

  /** Made of the cluster that stands, so that one with data can become global. */
  private createGlobalCluster(
    name: string,
    { identifier, primary, protect = true }: GlobalDatabaseArgs,
  ): rds.GlobalCluster {
    return new rds.GlobalCluster(
      name,
      {
        globalClusterIdentifier: identifier,
        sourceDbClusterIdentifier: primary.cluster.arn,
        forceDestroy: true, // lets the clusters go before it, each by itself
        deletionProtection: protect,
      },
      { parent: this, protect, retainOnDelete: protect, dependsOn: primary.instances },
    );
  }

  private createSecondary(name: string, { aurora, protect = true }: GlobalDatabaseArgs): rds.Cluster {
    const { engineVersion, backupDays = 14, global } = aurora;
    const there = { parent: this, provider: this.provider };
    return new rds.Cluster(
      `${name}-secondary`,
      {
        globalClusterIdentifier: this.globalCluster.id,
        engine: "aurora-postgresql",
        engineVersion: engineVersion ?? auroraVersion,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: global.subnetGroup,
        dbClusterParameterGroupName: auroraParameters(name, engineVersion, there).name,
        vpcSecurityGroupIds: global.securityGroups,
        storageEncrypted: true,
        kmsKeyId: this.key.arn,
        backupRetentionPeriod: backupDays,
        copyTagsToSnapshot: true,
        deletionProtection: protect,
        skipFinalSnapshot: !protect,
        finalSnapshotIdentifier: protect ? `${name}-secondary-final` : undefined,
        enabledCloudwatchLogsExports: ["postgresql"],
        serverlessv2ScalingConfiguration: auroraCapacity(aurora),
        tags: { Name: `${name}-secondary` },
      },
      {
        ...there,
        protect,
        retainOnDelete: protect,
        ignoreChanges: auroraOwn.filter((key) => key !== "globalClusterIdentifier"),
      },
    );
  }
}
