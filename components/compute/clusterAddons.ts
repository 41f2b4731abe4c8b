import type * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as storage from "@pulumi/kubernetes/storage/v1";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { type AddonSpec, installAddon } from "./addons";
import { podIdentityTrust } from "./trustPolicies";

export interface ClusterAddonsArgs {
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version: the catalogue pins the add-ons for it. */
  kubernetesVersion: string;
  /** AWS partition. Default: `aws`. */
  partition?: string;
  /** The cluster's provider, for the storage class. */
  kubernetes: KubernetesProvider;
  /** KMS key of persistent volumes. */
  volumesKeyArn: pulumi.Input<string>;
  /** Tags of persistent volumes: backups find them by these. */
  volumeTags?: Record<string, string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The add-ons that run on nodes (CoreDNS, the EBS driver, metrics, node health) and the default storage class:
 * encrypted gp3. Make it `dependsOn` the pool that carries them: EKS waits until their pods are ready.
 *
 * @example
 * new ClusterAddons("ai", { clusterName: "ai", kubernetesVersion: "1.35", kubernetes: provider, volumesKeyArn: key.arn }, { dependsOn: [systemPool] });
 */
export class ClusterAddons extends pulumi.ComponentResource {
  /** By add-on name. */
  readonly addons: Record<string, eks.Addon>;
  readonly storageClass: storage.StorageClass;

  constructor(name: string, args: ClusterAddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:ClusterAddons", name, {}, opts);
    const child = { parent: this };
    const ebsRole = createEbsRole(name, args, child);
    this.addons = Object.fromEntries(
      nodeHostedAddons(ebsRole.arn).map((spec) => [spec.addonName, installAddon(name, spec, args, child)]),
    );
    this.storageClass = this.createStorageClass(name, args);
    this.registerOutputs({
      storageClassName: this.storageClass.metadata.name,
      policyDocuments: {
        [`${name}-ebs-csi-role.assumeRolePolicy`]: podIdentityTrust,
        [`${name}-ebs-csi-key.policy`]: volumeKeyUse(args.volumesKeyArn),
      },
    });
  }

  private createStorageClass(name: string, args: ClusterAddonsArgs): storage.StorageClass {
    return new storage.StorageClass(
      `${name}-gp3`,
      {
        metadata: {
          name: "gp3-encrypted",
          annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
        },
        provisioner: "ebs.csi.aws.com",
        parameters: { type: "gp3", encrypted: "true", kmsKeyId: args.volumesKeyArn, ...tagParameters(args.volumeTags) },
        // The volume is made in the zone where its pod was placed.
        volumeBindingMode: "WaitForFirstConsumer",
        allowVolumeExpansion: true,
        reclaimPolicy: "Delete",
      },
      { parent: this, provider: args.kubernetes, dependsOn: Object.values(this.addons) },
    );
  }
}

/** As the driver takes them: numbered, each `key=value`. */
function tagParameters(tags: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value], index) => [`tagSpecification_${index + 1}`, `${key}=${value}`]),
  );
}

function nodeHostedAddons(ebsRoleArn: pulumi.Input<string>): AddonSpec[] {
  return [
    { addonName: "coredns", configuration: { autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } } },
    {
      addonName: "aws-ebs-csi-driver",
      identity: { serviceAccount: "ebs-csi-controller-sa", roleArn: ebsRoleArn },
    },
    { addonName: "metrics-server", configuration: { replicas: 2 } },
    { addonName: "eks-node-monitoring-agent" },
  ];
}

/** What whoever makes volumes does with their key: data keys, and grants that let EC2 use it for attached volumes only. */
export function volumeKeyUse(keyArn: pulumi.Input<string>): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: keyArn,
      },
      {
        Effect: "Allow",
        Action: "kms:CreateGrant",
        Resource: keyArn,
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ],
  };
}

function createEbsRole(name: string, args: ClusterAddonsArgs, opts: pulumi.CustomResourceOptions): iam.Role {
  const role = new iam.Role(
    `${name}-ebs-csi-role`,
    {
      description: "EBS CSI driver: makes, attaches and deletes the cluster's volumes",
      assumeRolePolicy: pulumi.jsonStringify(podIdentityTrust),
      tags: args.tags,
    },
    opts,
  );
  new iam.RolePolicyAttachment(
    `${name}-AmazonEBSCSIDriverPolicy`,
    {
      role: role.name,
      policyArn: `arn:${args.partition ?? "aws"}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy`,
    },
    opts,
  );
  new iam.RolePolicy(
    `${name}-ebs-csi-key`,
    { role: role.name, policy: pulumi.jsonStringify(volumeKeyUse(args.volumesKeyArn)) },
    opts,
  );
  return role;
}
