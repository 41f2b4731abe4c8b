import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { installAddon } from "./addons";
import { type AccessGrant, grantAccess } from "./clusterAccess";
import { clusterSecurityGroups } from "./clusterSecurity";
import { kubeconfig } from "./kubeconfig";
import { podIdentityTrust, serviceTrust } from "./trustPolicies";

export interface ClusterArgs {
  /** The cluster's own name. Fixed, since its log group's name and its nodes' tags follow from it. */
  clusterName: string;
  /** Kubernetes minor version, for example `1.35`. The catalogue must pin the add-ons for it. */
  version: string;
  region: string;
  /** AWS partition. Default: `aws`. */
  partition?: string;
  vpcId: pulumi.Input<string>;
  /** Private subnets for the control plane's interfaces, by zone id; two zones at least. */
  subnetIds: Record<string, pulumi.Input<string>>;
  /** KMS key that encrypts Kubernetes secrets. */
  secretsKeyArn: pulumi.Input<string>;
  /** KMS key of the control plane's log group; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** Days that control plane logs are kept: a period that CloudWatch Logs accepts. */
  logRetentionDays: number;
  /** Ranges that may reach the API server from the internet. Default: none, the endpoint is private. */
  publicAccessCidrs?: string[];
  /** Who may use the cluster. Whoever deploys needs a grant too: EKS gives its creator none. */
  access?: AccessGrant[];
  /** Refuse to delete the cluster. Default: true. */
  deletionProtection?: boolean;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const controlPlaneLogs = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/**
 * An EKS control plane: private, its secrets encrypted with a customer's key, every log kept, access by EKS entries
 * alone, and the add-ons that nodes need before they can be ready. `ClusterAddons` brings those that run on nodes.
 *
 * With the private endpoint, run `pulumi up` where the VPC is reachable: Kubernetes objects are made through it.
 *
 * @example
 * const cluster = new Cluster("ai", {
 *   clusterName: "ai", version: "1.35", region: "us-east-1", vpcId, subnetIds: { "use1-az4": a, "use1-az5": b },
 *   secretsKeyArn: key.arn, logsKeyArn: logsKey.arn, logRetentionDays: 365,
 *   access: [{ role: "arn:aws:iam::111122223333:role/platform", as: "cluster-admin" }],
 * });
 */
export class Cluster extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly logGroup: cloudwatch.LogGroup;
  readonly controlPlaneSecurityGroup: ec2.SecurityGroup;
  /** For every node's ordinary interface. */
  readonly nodeSecurityGroup: ec2.SecurityGroup;
  readonly cluster: eks.Cluster;
  /** `vpc-cni`, `kube-proxy` and `eks-pod-identity-agent`: nodes are not ready without them. */
  readonly nodeAddons: eks.Addon[];
  /** Deploys Kubernetes objects as whoever runs Pulumi. */
  readonly kubernetes: KubernetesProvider;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:Cluster", name, {}, opts);
    const child = { parent: this };

    const { role, permissions } = createControlPlaneRole(name, args, child);
    this.role = role;
    this.logGroup = createLogGroup(name, args, child);
    const groups = clusterSecurityGroups(name, args, child);
    this.controlPlaneSecurityGroup = groups.controlPlane;
    this.nodeSecurityGroup = groups.nodes;
    this.cluster = this.createControlPlane(name, args, permissions);
    const grants = grantAccess(name, this.cluster.name, args.access ?? [], child);
    warnIfNobodyMayUse(args.access, this);
    this.nodeAddons = this.createNodeAddons(name, args);
    this.kubernetes = this.createProvider(name, args, grants);

    this.registerOutputs({
      clusterName: this.cluster.name,
      endpoint: this.cluster.endpoint,
      policyDocuments: {
        [`${name}-role.assumeRolePolicy`]: controlPlaneTrust,
        [`${name}-secrets-key.policy`]: secretsKeyUse(args.secretsKeyArn),
        [`${name}-vpc-cni-role.assumeRolePolicy`]: podIdentityTrust,
      },
    });
  }

  private createControlPlane(name: string, args: ClusterArgs, permissions: pulumi.Resource[]): eks.Cluster {
    const publicAccessCidrs = args.publicAccessCidrs ?? [];
    return new eks.Cluster(
      `${name}-cluster`,
      {
        name: args.clusterName,
        version: args.version,
        roleArn: this.role.arn,
        vpcConfig: {
          subnetIds: Object.values(args.subnetIds),
          securityGroupIds: [this.controlPlaneSecurityGroup.id],
          endpointPrivateAccess: true,
          endpointPublicAccess: publicAccessCidrs.length > 0,
          publicAccessCidrs: publicAccessCidrs.length > 0 ? publicAccessCidrs : undefined,
        },
        encryptionConfig: { provider: { keyArn: args.secretsKeyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: controlPlaneLogs,
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        // Add-ons are ours, pinned; the ones EKS would install by itself have no version to review.
        bootstrapSelfManagedAddons: false,
        upgradePolicy: { supportType: "STANDARD" },
        zonalShiftConfig: { enabled: true },
        deletionProtection: args.deletionProtection ?? true,
        tags: args.tags,
      },
      // Without the log group EKS makes one itself, unencrypted and kept forever; without the permissions it cannot
      // take its network interfaces away when it is deleted.
      { parent: this, dependsOn: [this.logGroup, ...permissions] },
    );
  }

  private createNodeAddons(name: string, args: ClusterArgs): eks.Addon[] {
    const target = { clusterName: this.cluster.name, kubernetesVersion: args.version, tags: args.tags };
    const cniRole = createCniRole(name, args, { parent: this });
    const agent = installAddon(name, { addonName: "eks-pod-identity-agent" }, target, { parent: this });
    const proxy = installAddon(name, { addonName: "kube-proxy" }, target, { parent: this });
    const cni = installAddon(
      name,
      {
        addonName: "vpc-cni",
        configuration: vpcCniConfiguration,
        identity: { serviceAccount: "aws-node", roleArn: cniRole.arn },
      },
      target,
      { parent: this, dependsOn: [agent] },
    );
    return [agent, proxy, cni];
  }

  private createProvider(name: string, args: ClusterArgs, grants: pulumi.Resource[]): KubernetesProvider {
    const { name: clusterName, endpoint, certificateAuthority } = this.cluster;
    const config = pulumi
      .all([clusterName, endpoint, certificateAuthority.data])
      .apply(([clusterName, endpoint, data]) =>
        JSON.stringify(kubeconfig({ name: clusterName, region: args.region, endpoint, certificateAuthority: data })),
      );
    return new KubernetesProvider(
      `${name}-kubernetes`,
      { kubeconfig: config, enableServerSideApply: true },
      { parent: this, dependsOn: grants },
    );
  }
}

const controlPlaneTrust = serviceTrust("eks.amazonaws.com");

/**
 * Prefixes of 16 addresses instead of whole interfaces' worth: an accelerator node runs few pods, and the default warm
 * interface would hold about 50 addresses idle on each.
 */
const vpcCniConfiguration = {
  enableNetworkPolicy: "true",
  env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
};

function secretsKeyUse(keyArn: pulumi.Input<string>): iam.PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
        Resource: keyArn,
      },
    ],
  };
}

function createControlPlaneRole(
  name: string,
  args: ClusterArgs,
  opts: pulumi.CustomResourceOptions,
): { role: iam.Role; permissions: pulumi.Resource[] } {
  const role = new iam.Role(
    `${name}-role`,
    {
      description: "EKS control plane",
      assumeRolePolicy: pulumi.jsonStringify(controlPlaneTrust),
      tags: args.tags,
    },
    opts,
  );
  const managed = new iam.RolePolicyAttachment(
    `${name}-AmazonEKSClusterPolicy`,
    { role: role.name, policyArn: `arn:${args.partition ?? "aws"}:iam::aws:policy/AmazonEKSClusterPolicy` },
    opts,
  );
  const secretsKey = new iam.RolePolicy(
    `${name}-secrets-key`,
    { role: role.name, policy: pulumi.jsonStringify(secretsKeyUse(args.secretsKeyArn)) },
    opts,
  );
  return { role, permissions: [managed, secretsKey] };
}

function createLogGroup(name: string, args: ClusterArgs, opts: pulumi.CustomResourceOptions): cloudwatch.LogGroup {
  return new cloudwatch.LogGroup(
    `${name}-logs`,
    {
      name: `/aws/eks/${args.clusterName}/cluster`,
      retentionInDays: args.logRetentionDays,
      kmsKeyId: args.logsKeyArn,
      tags: args.tags,
    },
    opts,
  );
}

function createCniRole(name: string, args: ClusterArgs, opts: pulumi.CustomResourceOptions): iam.Role {
  const role = new iam.Role(
    `${name}-vpc-cni-role`,
    {
      description: "VPC CNI: attaches interfaces and addresses to nodes",
      assumeRolePolicy: pulumi.jsonStringify(podIdentityTrust),
      tags: args.tags,
    },
    opts,
  );
  new iam.RolePolicyAttachment(
    `${name}-AmazonEKS_CNI_Policy`,
    { role: role.name, policyArn: `arn:${args.partition ?? "aws"}:iam::aws:policy/AmazonEKS_CNI_Policy` },
    opts,
  );
  return role;
}

function warnIfNobodyMayUse(access: AccessGrant[] | undefined, resource: pulumi.Resource): void {
  if (access && access.length > 0) return;
  void pulumi.log.warn(
    "cluster.access grants nobody: whoever deploys needs cluster-admin there, or the Kubernetes objects cannot be made.",
    resource,
  );
}
