import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import * as fsx from "@pulumi/aws/fsx";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { defaultLustreThroughput, lustreSizeProblem } from "../../spec/lustre";
import type { Lustre } from "../../spec/stack";
import { lustreSecurityGroup } from "./lustreSecurityGroup";
import { formerNames } from "./rename";
import { SharedVolume } from "./sharedVolume";

export interface ParallelFileSystemArgs {
  /** The file system as the stack file declares it. */
  lustre: Omit<Lustre, "pool" | "formerly">;
  /** Carry Lustre over EFA. Default: the stack file's `efa`, else false. */
  efa?: boolean;
  vpcId: pulumi.Input<string>;
  /** A subnet in the zone of the pool that it serves. */
  subnetId: pulumi.Input<string>;
  /** Group of the nodes that mount it. */
  clientSecurityGroupId: pulumi.Input<string>;
  /** Group of the pool's EFA interfaces. Required with EFA. */
  fabricSecurityGroupId?: pulumi.Input<string>;
  /** Names of the buckets that links name, by the name in the stack file. */
  bucketNames?: Record<string, pulumi.Input<string>>;
  /** What the stack file called them before. */
  formerBucketNames?: Record<string, readonly string[]>;
  /** KMS key of the data. */
  keyArn: pulumi.Input<string>;
  /** KMS key of the log group; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** Default: `/aws/fsx/` and the component's name. */
  logGroupName?: string;
  /** Days that imports' and exports' failures are kept. Default: 365. */
  logRetentionDays?: number;
  /** The cluster's provider. Required where there are claims. */
  kubernetes?: KubernetesProvider;
  /** Keep the file system from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * An FSx for Lustre file system (PERSISTENT_2, LZ4, encrypted) in its pool's zone, with buckets as folders and a volume
 * claim for each team.
 *
 * Links and backups exclude each other (FSx backs up no linked file system): what is linked lives in its bucket.
 *
 * @throws pulumi.RunError where FSx has no such size, or a link names no bucket of the stack.
 * @example
 * new ParallelFileSystem("scratch", {
 *   lustre: { name: "scratch", sizeGiB: 4800, throughputMBpsPerTiB: 500, links: [{ bucket: "curated", path: "/curated" }] },
 *   vpcId, subnetId, clientSecurityGroupId: nodes.id, bucketNames: { curated: bucket.bucket }, keyArn, logsKeyArn,
 * });
 */
export class ParallelFileSystem extends pulumi.ComponentResource {
  readonly securityGroup: ec2.SecurityGroup;
  readonly fileSystem: fsx.LustreFileSystem;
  /** By bucket. */
  readonly links: Record<string, fsx.DataRepositoryAssociation>;
  /** By namespace. */
  readonly volumes: Record<string, SharedVolume>;

  constructor(name: string, args: ParallelFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:ParallelFileSystem", name, {}, opts);
    const efa = args.efa ?? args.lustre.efa ?? false;
    const problem = lustreSizeProblem(args.lustre, efa);
    if (problem) throw new pulumi.RunError(`${name}: sizeGiB ${problem.message}. ${problem.hint}.`);

    this.securityGroup = lustreSecurityGroup(name, { ...args, efa }, { parent: this });
    this.fileSystem = this.createFileSystem(name, args, efa);
    this.links = this.linkBuckets(name, args);
    this.volumes = this.claimVolumes(name, args);
    this.registerOutputs({ fileSystemId: this.fileSystem.id, dnsName: this.fileSystem.dnsName });
  }

  private createFileSystem(name: string, args: ParallelFileSystemArgs, efa: boolean): fsx.LustreFileSystem {
    const { lustre, protect = true } = args;
    const backupDays = lustre.backupDays ?? (lustre.links?.length ? 0 : 7);
    return new fsx.LustreFileSystem(
      name,
      {
        deploymentType: "PERSISTENT_2",
        storageType: "SSD",
        fileSystemTypeVersion: "2.15",
        storageCapacity: lustre.sizeGiB,
        perUnitStorageThroughput: lustre.throughputMBpsPerTiB ?? defaultLustreThroughput,
        efaEnabled: efa || undefined,
        metadataConfiguration: lustre.metadataIops
          ? { mode: "USER_PROVISIONED", iops: lustre.metadataIops }
          : { mode: "AUTOMATIC" },
        dataCompressionType: "LZ4",
        subnetIds: args.subnetId,
        securityGroupIds: [this.securityGroup.id],
        kmsKeyId: args.keyArn,
        automaticBackupRetentionDays: backupDays,
        dailyAutomaticBackupStartTime: backupDays > 0 ? "04:00" : undefined,
        copyTagsToBackups: true,
        skipFinalBackup: !protect || backupDays === 0,
        logConfiguration: { level: "WARN_ERROR", destination: this.createLogGroup(name, args).arn },
        tags: { Name: name },
      },
      { parent: this, protect, retainOnDelete: protect },
    );
  }

  /** Lustre says here which objects it could not import or export. FSx takes groups below `/aws/fsx/` only. */
  private createLogGroup(name: string, args: ParallelFileSystemArgs): cloudwatch.LogGroup {
    return new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: args.logGroupName ?? `/aws/fsx/${name}`,
        retentionInDays: args.logRetentionDays ?? 365,
        kmsKeyId: args.logsKeyArn,
      },
      { parent: this },
    );
  }

  private linkBuckets(name: string, args: ParallelFileSystemArgs): ParallelFileSystem["links"] {
    const { links = [] } = args.lustre;
    return Object.fromEntries(
      links.map(({ bucket, path, prefix = "", export: exports = false }) => {
        const bucketName = args.bucketNames?.[bucket];
        if (bucketName === undefined)
          throw new pulumi.RunError(`${name}: links a bucket that there is not, ${bucket}.`);
        const association = new fsx.DataRepositoryAssociation(
          `${name}-${bucket}`,
          {
            fileSystemId: this.fileSystem.id,
            fileSystemPath: path,
            dataRepositoryPath: pulumi.interpolate`s3://${bucketName}/${prefix}`,
            batchImportMetaDataOnCreate: true,
            s3: {
              autoImportPolicy: { events: changes },
              autoExportPolicy: exports ? { events: changes } : undefined,
            },
          },
          // FSx takes one link a path: the one that stands must become it.
          { parent: this, aliases: formerNames(name, args.formerBucketNames?.[bucket]) },
        );
        return [bucket, association];
      }),
    );
  }

  private claimVolumes(name: string, args: ParallelFileSystemArgs): ParallelFileSystem["volumes"] {
    const { kubernetes, lustre } = args;
    const claims = lustre.claims ?? [];
    if (claims.length > 0 && !kubernetes) throw new pulumi.RunError(`${name}: claims need the cluster's provider.`);
    if (!kubernetes) return {};
    return Object.fromEntries(
      claims.map(({ namespace, path = "", readOnly }) => [
        namespace,
        new SharedVolume(
          `${name}-${namespace}`,
          {
            kubernetes,
            namespace,
            claimName: lustre.name,
            driver: "fsx.csi.aws.com",
            // One handle a claim: a node that runs pods of two teams mounts the file system twice.
            volumeHandle: pulumi.interpolate`${this.fileSystem.id}/${namespace}`,
            volumeAttributes: {
              dnsname: this.fileSystem.dnsName,
              mountname: pulumi.interpolate`${this.fileSystem.mountName}${path}`,
            },
            mountOptions: ["flock", "noatime"],
            sizeGiB: lustre.sizeGiB,
            readOnly,
          },
          { parent: this },
        ),
      ]),
    );
  }
}

const changes = ["NEW", "CHANGED", "DELETED"];
