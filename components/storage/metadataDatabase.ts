import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { type Aurora, auroraCapacity, auroraInstances, auroraOwn, auroraParameters, auroraVersion } from "./aurora";
import { secretFields } from "./secretFields";

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
 * seven days; of a global database it is a secret that you name.
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
  /** ARN of the administrator's secret, where RDS made it; else empty. */
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: MetadataDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:MetadataDatabase", name, {}, opts);
    this.securityGroup = this.createSecurityGroup(name, args);
    this.cluster = this.createCluster(name, args);
    this.instances = auroraInstances(name, this.cluster, args.aurora.instances, args.keyArn, { parent: this });
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
    return new rds.Cluster(
      name,
      {
        engine: "aurora-postgresql",
        engineVersion: aurora.engineVersion ?? auroraVersion,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        databaseName: "metadata",
        masterUsername: "administrator",
        ...this.password(args),
        iamDatabaseAuthenticationEnabled: true,
        dbSubnetGroupName: this.createSubnetGroup(name, args).name,
        dbClusterParameterGroupName: auroraParameters(name, aurora.engineVersion, { parent: this }).name,
        vpcSecurityGroupIds: [this.securityGroup.id],
        storageEncrypted: true,
        kmsKeyId: args.keyArn,
        backupRetentionPeriod: aurora.backupDays ?? 14,
        copyTagsToSnapshot: true,
        deletionProtection: protect,
        skipFinalSnapshot: !protect,
        finalSnapshotIdentifier: protect ? `${name}-final` : undefined,
        enabledCloudwatchLogsExports: ["postgresql"],
        serverlessv2ScalingConfiguration: auroraCapacity(aurora),
        tags: { Name: name },
      },
      { parent: this, protect, retainOnDelete: protect, ignoreChanges: auroraOwn },
    );
  }

  /** RDS' own, but for a cluster of a global database, of which it manages none: that is read by whoever deploys, once. */
  private password({ aurora, keyArn }: MetadataDatabaseArgs) {
    if (!aurora.global) return { manageMasterUserPassword: true, masterUserSecretKmsKeyId: keyArn };
    const secret = secretFields(aurora.global.passwordSecret, { parent: this });
    return { masterPasswordWo: secret.apply(({ password }) => password), masterPasswordWoVersion: 1 };
  }

  private createSubnetGroup(name: string, args: MetadataDatabaseArgs): rds.SubnetGroup {
    return new rds.SubnetGroup(
      `${name}-subnets`,
      { description: "Isolated subnets", subnetIds: Object.values(args.subnetIds) },
      { parent: this },
    );
  }
}
