import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { Databases } from "../../spec/stack";

type Aurora = NonNullable<Databases["aurora"]>[number];

export interface MetadataDatabaseArgs {
  /** The cluster as the stack file declares it. */
  aurora: Omit<Aurora, "formerly">;
  vpcId: pulumi.Input<string>;
  /** Isolated subnets by zone id, of two zones at least. */
  subnetIds: Record<string, pulumi.Input<string>>;
  /** Group of the nodes whose pods use it. */
  clientSecurityGroupId: pulumi.Input<string>;
  /** KMS key of the data and of the administrator's password. */
  keyArn: pulumi.Input<string>;
  /** Refuse to delete the cluster, here and in AWS. Default: true. */
  protect?: boolean;
}

/**
 * Aurora PostgreSQL for the metadata of experiments, data sets and checkpoints: serverless, a writer and readers in other
 * zones, TLS only. People and pods sign in by IAM; the administrator's password is RDS' own, in Secrets Manager, rotated every
 * seven days.
 *
 * @example
 * new MetadataDatabase("metadata", {
 *   aurora: { name: "metadata" }, vpcId, subnetIds: { "use1-az4": a, "use1-az6": b }, clientSecurityGroupId: nodes.id, keyArn,
 * });
 */
export class MetadataDatabase extends pulumi.ComponentResource {
  readonly cluster: rds.Cluster;
  readonly instances: rds.ClusterInstance[];
  readonly securityGroup: ec2.SecurityGroup;
  /** ARN of the administrator's secret. */
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: MetadataDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:MetadataDatabase", name, {}, opts);
    this.securityGroup = this.createSecurityGroup(name, args);
    this.cluster = this.createCluster(name, args);
    this.instances = this.createInstances(name, args);
    this.secretArn = this.cluster.masterUserSecrets.apply(([secret]) => secret?.secretArn ?? "");
    this.registerOutputs({ endpoint: this.cluster.endpoint, secretArn: this.secretArn });
  }

  private createSecurityGroup(name: string, args: MetadataDatabaseArgs): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(
      `${name}-database`,
      { description: "Aurora PostgreSQL", vpcId: args.vpcId },
      { parent: this },
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-clients`,
      {
        description: "PostgreSQL from nodes",
        securityGroupId: group.id,
        referencedSecurityGroupId: args.clientSecurityGroupId,
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
      },
      { parent: this },
    );
    return group;
  }

  private createCluster(name: string, args: MetadataDatabaseArgs): rds.Cluster {
    const { aurora, protect = true } = args;
    const { min, max } = aurora.capacity ?? { min: 0.5, max: 8 };
    return new rds.Cluster(
      name,
      {
        engine: "aurora-postgresql",
        engineVersion: aurora.engineVersion ?? defaultVersion,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        databaseName: "metadata",
        masterUsername: "administrator",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: args.keyArn,
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: this.createSubnetGroup(name, args).name,
        dbClusterParameterGroupName: this.createParameters(name, aurora).name,
        vpcSecurityGroupIds: [this.securityGroup.id],
        storageEncrypted: true,
        kmsKeyId: args.keyArn,
        backupRetentionPeriod: aurora.backupDays ?? 14,
        copyTagsToSnapshot: true,
        deletionProtection: protect,
        skipFinalSnapshot: !protect,
        finalSnapshotIdentifier: protect ? `${name}-final` : undefined,
        enabledCloudwatchLogsExports: ["postgresql"],
        serverlessv2ScalingConfiguration: { minCapacity: min, maxCapacity: max },
        tags: { Name: name },
      },
      // RDS takes minor versions by itself in the maintenance window: going back is not possible.
      { parent: this, protect, retainOnDelete: protect, ignoreChanges: ["engineVersion"] },
    );
  }

  private createSubnetGroup(name: string, args: MetadataDatabaseArgs): rds.SubnetGroup {
    return new rds.SubnetGroup(
      `${name}-subnets`,
      { description: "Isolated subnets", subnetIds: Object.values(args.subnetIds) },
      { parent: this },
    );
  }

  private createParameters(name: string, { engineVersion = defaultVersion }: MetadataDatabaseArgs["aurora"]) {
    return new rds.ClusterParameterGroup(
      `${name}-parameters`,
      {
        family: `aurora-postgresql${engineVersion.split(".")[0]}`,
        description: "TLS only; connections and slow statements in the log",
        parameters: [
          { name: "rds.force_ssl", value: "1" },
          { name: "log_connections", value: "1" },
          { name: "log_disconnections", value: "1" },
          { name: "log_min_duration_statement", value: "1000" },
        ],
      },
      { parent: this },
    );
  }

  private createInstances(name: string, { aurora, keyArn }: MetadataDatabaseArgs) {
    return Array.from(
      { length: aurora.instances ?? 2 },
      (_, index) =>
        new rds.ClusterInstance(
          `${name}-${index}`,
          {
            clusterIdentifier: this.cluster.id,
            engine: "aurora-postgresql",
            instanceClass: "db.serverless",
            // The first reader scales with the writer, ready to take its place.
            promotionTier: Math.min(index, 15),
            publiclyAccessible: false,
            performanceInsightsEnabled: true,
            performanceInsightsKmsKeyId: keyArn,
            copyTagsToSnapshot: true,
          },
          { parent: this },
        ),
    );
  }
}

/**
 * Aurora PostgreSQL's version where the stack file names none. In use in public clusters of 2026-09, and 17.9 beside it; AWS' own
 * list of versions was not read.
 */
const defaultVersion = "17.7";
