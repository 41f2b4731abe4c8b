import type * as iam from "@pulumi/aws/iam";
import { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { clusterSoftwareChart } from "../../catalog/clusterSoftware";
import { podIdentity } from "../compute/podIdentity";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { pinnedChart } from "../pinnedChart";
import { loadBalancerPolicies } from "./loadBalancerPolicies";

export interface LoadBalancerControllerArgs extends AccountArgs {
  clusterName: pulumi.Input<string>;
  vpcId: pulumi.Input<string>;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** On the load balancers too. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const namespace = "kube-system";
const serviceAccount = "aws-load-balancer-controller";

/**
 * The AWS Load Balancer Controller, which makes a load balancer of each `Ingress` and keeps it sending to the pods that are
 * ready: two replicas on the system nodes, their role through Pod Identity.
 *
 * @example
 * new LoadBalancerController("ai-entry", { region: "us-east-1", clusterName: "ai", vpcId, kubernetes: provider });
 */
export class LoadBalancerController extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly controller: Release;

  constructor(name: string, args: LoadBalancerControllerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:serving:LoadBalancerController", name, {}, opts);
    const policies = new PolicyDocuments();
    const { role, granted, association } = podIdentity(
      name,
      {
        description: "AWS Load Balancer Controller: makes the services' load balancers and registers their pods",
        clusterName: args.clusterName,
        ...{ namespace, serviceAccount, tags: args.tags },
        statements: loadBalancerPolicies({ clusterName: args.clusterName, account: accountOf(args, this) }),
      },
      policies,
      { parent: this },
    );
    this.role = role;
    this.controller = this.createRelease(name, args, [...granted, association]);
    this.registerOutputs({ policyDocuments: policies.byProperty });
  }

  private createRelease(name: string, args: LoadBalancerControllerArgs, dependsOn: pulumi.Resource[]): Release {
    const { clusterName, vpcId, region, tags } = args;
    return new Release(
      `${name}-controller`,
      {
        ...pinnedChart(clusterSoftwareChart("aws-load-balancer-controller")),
        ...{ name: serviceAccount, namespace },
        values: {
          ...{ clusterName, vpcId, region, defaultTags: tags },
          replicaCount: 2,
          podDisruptionBudget: { maxUnavailable: 1 },
          serviceAccount: { name: serviceAccount },
          // Services of type LoadBalancer stay what they are: teams' namespaces have none.
          enableServiceMutatorWebhook: false,
          ...{ enableShield: false, enableWaf: false, enableWafv2: true },
        },
      },
      { parent: this, provider: args.kubernetes, dependsOn },
    );
  }
}
