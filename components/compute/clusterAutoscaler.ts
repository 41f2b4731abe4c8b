import type * as iam from "@pulumi/aws/iam";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { clusterAutoscalerImage, nodeSoftwareChart } from "../../catalog/nodeSoftware";
import { pinnedChart } from "../pinnedChart";
import { PolicyDocuments } from "../security/policyDocuments";
import { podIdentity } from "./podIdentity";

export interface ClusterAutoscalerArgs {
  region: string;
  clusterName: pulumi.Input<string>;
  /** Kubernetes minor version: the autoscaler simulates that version's scheduler. */
  kubernetesVersion: string;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const namespace = "kube-system";
const serviceAccount = "cluster-autoscaler";

/**
 * The Cluster Autoscaler, which sizes the managed node groups of pools whose `nodes` are a range: a node more for pods that wait
 * for one, a node less once its pods fit elsewhere. Two replicas on the system nodes, its role through Pod Identity.
 *
 * @throws pulumi.RunError where the catalogue has no build for the Kubernetes version.
 * @example
 * new ClusterAutoscaler("ai-autoscaler", {
 *   region: "us-east-1", clusterName: "ai", kubernetesVersion: "1.35", kubernetes: provider,
 * });
 */
export class ClusterAutoscaler extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly release: Release;

  constructor(name: string, args: ClusterAutoscalerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:ClusterAutoscaler", name, {}, opts);
    const policies = new PolicyDocuments();
    const { role, granted, association } = podIdentity(
      name,
      {
        description: "Cluster Autoscaler: sizes the cluster's managed node groups",
        clusterName: args.clusterName,
        ...{ namespace, serviceAccount, tags: args.tags },
        statements: { groups: statements(args) },
      },
      policies,
      { parent: this },
    );
    this.role = role;
    this.release = new Release(
      `${name}-release`,
      {
        ...pinnedChart(nodeSoftwareChart("cluster-autoscaler")),
        name: serviceAccount,
        namespace,
        values: values(args),
      },
      { parent: this, provider: args.kubernetes, dependsOn: [...granted, association] },
    );
    this.registerOutputs({ policyDocuments: policies.byProperty });
  }
}

/** Source: kubernetes/autoscaler at 55c37cd, cluster-autoscaler/cloudprovider/aws/README.md, read 2026-11-26; narrower by the tags that EKS gives a managed node group's Auto Scaling group. */
function statements({ clusterName }: ClusterAutoscalerArgs): iam.PolicyStatement[] {
  return [
    {
      Sid: "See",
      Effect: "Allow",
      Action: [
        ...["Groups", "Instances"].map((each) => `autoscaling:DescribeAutoScaling${each}`),
        ...["LaunchConfigurations", "ScalingActivities"].map((each) => `autoscaling:Describe${each}`),
        ...["Images", "InstanceTypes", "LaunchTemplateVersions"].map((each) => `ec2:Describe${each}`),
        "ec2:GetInstanceTypesFromInstanceRequirements",
        "eks:DescribeNodegroup",
      ],
      Resource: "*",
    },
    {
      Sid: "SizeOwn",
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: "*",
      Condition: {
        StringEquals: {
          "aws:ResourceTag/k8s.io/cluster-autoscaler/enabled": "true",
          "aws:ResourceTag/eks:cluster-name": clusterName,
        },
      },
    },
  ];
}

function values({ region, clusterName, kubernetesVersion }: ClusterAutoscalerArgs): pulumi.Inputs {
  const tag = clusterAutoscalerImage(kubernetesVersion);
  if (!tag) {
    throw new pulumi.RunError(`The catalogue has no Cluster Autoscaler for Kubernetes ${kubernetesVersion}.`);
  }
  return {
    awsRegion: region,
    autoDiscovery: { clusterName },
    image: { tag },
    replicaCount: 2,
    podDisruptionBudget: { maxUnavailable: 1 },
    priorityClassName: "system-cluster-critical",
    rbac: { serviceAccount: { name: serviceAccount } },
    extraArgs: {
      // A group a zone: grow them alike, so that services keep their spread.
      "balance-similar-node-groups": true,
      expander: "least-waste",
      // Scratch space keeps no node: what must not be lost is on volumes.
      "skip-nodes-with-local-storage": false,
    },
  };
}
