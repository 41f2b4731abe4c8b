import * as ec2 from "@pulumi/aws/ec2";
import * as efs from "@pulumi/aws/efs";
import type * as iam from "@pulumi/aws/iam";
import * as vpc from "@pulumi/aws/vpc";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass";
import * as pulumi from "@pulumi/pulumi";
import { PolicyDocuments } from "../security/policyDocuments";

export interface SharedFileSystemArgs {
  /** Storage class that its volumes are claimed by. */
  storageClassName: string;
  vpcId: pulumi.Input<string>;
  /** By zone id: a mount target in each. */
  subnetIds: Record<string, pulumi.Input<string>>;
  /** Group of the nodes that mount it. */
  clientSecurityGroupId: pulumi.Input<string>;
  keyArn: pulumi.Input<string>;
  kubernetes: KubernetesProvider;
  /** Keep the file system from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/**
 * An EFS file system over all zones, encrypted at rest and in transit, and a storage class that makes a volume of it for each
 * claim, on demand: an access point with a folder and a user of its own. It grows as it is written to, and what nobody has
 * read for 30 days costs less. For homes and notebooks; for training data take Lustre or a bucket.
 *
 * @example
 * new SharedFileSystem("ai-home", {
 *   storageClassName: "efs-home", vpcId, subnetIds: { "use1-az4": a, "use1-az6": b }, clientSecurityGroupId: nodes.id,
 *   keyArn: key.arn, kubernetes: provider,
 * });
 */
export class SharedFileSystem extends pulumi.ComponentResource {
  readonly fileSystem: efs.FileSystem;
  /** By zone id. */
  readonly mountTargets: Record<string, efs.MountTarget>;
  readonly storageClass: StorageClass;

  constructor(name: string, args: SharedFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:storage:SharedFileSystem", name, {}, opts);
    const child = { parent: this };
    const policies = new PolicyDocuments();
    this.fileSystem = this.createFileSystem(name, args);
    new efs.BackupPolicy(
      `${name}-backups`,
      { fileSystemId: this.fileSystem.id, backupPolicy: { status: "ENABLED" } },
      child,
    );
    const statements = encryptedMounts(this.fileSystem.arn);
    new efs.FileSystemPolicy(
      `${name}-policy`,
      { fileSystemId: this.fileSystem.id, policy: policies.render(`${name}-policy`, "policy", statements) },
      child,
    );
    this.mountTargets = createMountTargets(name, this.fileSystem, args, child);
    this.storageClass = this.createStorageClass(name, args);
    this.registerOutputs({ fileSystemId: this.fileSystem.id, policyDocuments: policies.byProperty });
  }

  private createFileSystem(name: string, { keyArn, protect = true }: SharedFileSystemArgs): efs.FileSystem {
    return new efs.FileSystem(
      name,
      {
        encrypted: true,
        kmsKeyId: keyArn,
        throughputMode: "elastic",
        lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
        tags: { Name: name },
      },
      { parent: this, protect, retainOnDelete: protect },
    );
  }

  private createStorageClass(name: string, { storageClassName, kubernetes }: SharedFileSystemArgs): StorageClass {
    return new StorageClass(
      `${name}-class`,
      {
        metadata: { name: storageClassName },
        provisioner: "efs.csi.aws.com",
        parameters: {
          provisioningMode: "efs-ap",
          fileSystemId: this.fileSystem.id,
          directoryPerms: "700",
          basePath: "/volumes",
          ensureUniqueDirectory: "true",
        },
        mountOptions: ["tls"],
        // The folder outlives its claim: EFS has no earlier versions to bring it back from.
        reclaimPolicy: "Retain",
      },
      { parent: this, provider: kubernetes, dependsOn: Object.values(this.mountTargets) },
    );
  }
}

/** What the driver's controller does: access points that carry its tag, in these file systems. */
export function accessPointPermissions(fileSystems: SharedFileSystem[]): iam.PolicyStatement[] {
  if (fileSystems.length === 0) return [];
  const arns = fileSystems.map(({ fileSystem }) => fileSystem.arn);
  const tag = (when: "Request" | "Resource") => ({
    StringEquals: { [`aws:${when}Tag/efs.csi.aws.com/cluster`]: "true" },
  });
  return [
    {
      Sid: "Look",
      Effect: "Allow",
      Action: ["elasticfilesystem:DescribeAccessPoints", "elasticfilesystem:DescribeFileSystems"],
      Resource: "*",
    },
    {
      Sid: "Make",
      Effect: "Allow",
      Action: ["elasticfilesystem:CreateAccessPoint", "elasticfilesystem:TagResource"],
      Resource: arns,
      Condition: tag("Request"),
    },
    {
      Sid: "Delete",
      Effect: "Allow",
      Action: "elasticfilesystem:DeleteAccessPoint",
      Resource: "*",
      Condition: tag("Resource"),
    },
  ];
}

function createMountTargets(
  name: string,
  { id: fileSystemId }: efs.FileSystem,
  { vpcId, subnetIds, clientSecurityGroupId }: SharedFileSystemArgs,
  opts: pulumi.CustomResourceOptions,
): Record<string, efs.MountTarget> {
  const group = new ec2.SecurityGroup(`${name}-efs`, { description: "EFS mount targets", vpcId }, opts);
  new vpc.SecurityGroupIngressRule(
    `${name}-clients`,
    {
      securityGroupId: group.id,
      referencedSecurityGroupId: clientSecurityGroupId,
      ipProtocol: "tcp",
      fromPort: 2049,
      toPort: 2049,
      description: "NFS from the cluster's nodes",
    },
    opts,
  );
  return Object.fromEntries(
    Object.entries(subnetIds).map(([zone, subnetId]) => [
      zone,
      new efs.MountTarget(`${name}-${zone}`, { fileSystemId, subnetId, securityGroups: [group.id] }, opts),
    ]),
  );
}

/** Whoever reaches a mount target may mount, but only encrypted, and nobody as root. */
function encryptedMounts(fileSystemArn: pulumi.Input<string>): iam.PolicyStatement[] {
  return [
    {
      Sid: "Clients",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      Resource: fileSystemArn,
      Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
    },
    {
      Sid: "DenyUnencrypted",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "*",
      Resource: fileSystemArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
