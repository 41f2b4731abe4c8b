import type * as iam from "@pulumi/aws/iam";
import type * as sqs from "@pulumi/aws/sqs";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { type NodeSoftware, nodeSoftwareChart } from "../../../catalog/nodeSoftware";
import { type AccountArgs, accountOf } from "../../security/account";
import { PolicyDocuments } from "../../security/policyDocuments";
import { volumeKeyUse } from "../clusterAddons";
import { type PodIdentity, podIdentity } from "../podIdentity";
import { controllerPolicies } from "./controllerPolicies";
import { interruptionQueue } from "./interruptions";

export interface KarpenterArgs extends AccountArgs {
  clusterName: pulumi.Input<string>;
  /** The role of the nodes that it makes. The cluster must let it in: a managed node group's role already is. */
  nodeRoleArn: pulumi.Input<string>;
  /** KMS key of the nodes' root volumes: EC2 makes them in the controller's name. */
  volumesKeyArn: pulumi.Input<string>;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** The VPC has no way to AWS services without an endpoint, such as prices. Default: false. */
  isolated?: boolean;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const namespace = "kube-system";
const serviceAccount = "karpenter";

/**
 * Karpenter, which makes nodes when pods wait for them and takes them back: the controller on the system nodes, its role
 * through Pod Identity, and the queue of interruption notices. `DynamicPool` says what it may make.
 *
 * @example
 * const karpenter = new Karpenter("ai-karpenter", {
 *   region: "us-east-1", clusterName: "ai", nodeRoleArn: nodes.role.arn, volumesKeyArn: key.arn, kubernetes: provider,
 * });
 */
export class Karpenter extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly queue: sqs.Queue;
  /** Its custom resources are known to the cluster after this one. */
  readonly customResources: Release;
  readonly controller: Release;

  constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:compute:Karpenter", name, {}, opts);
    const policies = new PolicyDocuments();
    const child = { parent: this };
    this.queue = interruptionQueue(name, policies, args.tags, child);
    const { role, granted, association } = this.createIdentity(name, args, policies);
    this.role = role;
    this.customResources = this.createRelease(name, "karpenter-crd", args, {}, []);
    const values = this.controllerValues(args);
    const before = [this.customResources, ...granted, association];
    this.controller = this.createRelease(name, "karpenter", args, values, before);
    this.registerOutputs({ queueName: this.queue.name, policyDocuments: policies.byProperty });
  }

  private createIdentity(name: string, args: KarpenterArgs, policies: PolicyDocuments): PodIdentity {
    const statements = {
      ...controllerPolicies({
        clusterName: args.clusterName,
        account: accountOf(args, this),
        nodeRoleArn: args.nodeRoleArn,
        queueArn: this.queue.arn,
      }),
      volumes: volumeKeyUse(args.volumesKeyArn).Statement as iam.PolicyStatement[],
    };
    return podIdentity(
      name,
      {
        description: "Karpenter: launches and ends the cluster's dynamic nodes",
        clusterName: args.clusterName,
        ...{ namespace, serviceAccount, statements, tags: args.tags },
      },
      policies,
      { parent: this },
    );
  }

  private controllerValues({ clusterName, isolated = false }: KarpenterArgs): pulumi.Inputs {
    return {
      serviceAccount: { name: serviceAccount },
      settings: {
        clusterName,
        interruptionQueue: this.queue.name,
        isolatedVPC: isolated,
        // Nodes that the monitoring agent finds ill are replaced, as managed node groups replace theirs.
        featureGates: { nodeRepair: true },
      },
      controller: { resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { memory: "1Gi" } } },
    };
  }

  private createRelease(
    name: string,
    chartName: NodeSoftware,
    { kubernetes }: KarpenterArgs,
    values: pulumi.Inputs,
    dependsOn: pulumi.Resource[],
  ): Release {
    const { chart, version } = nodeSoftwareChart(chartName);
    return new Release(
      `${name}-${chartName}`,
      { name: chartName, namespace, chart, version, values, skipCrds: true, atomic: true },
      { parent: this, provider: kubernetes, dependsOn },
    );
  }
}
