import type * as iam from "@pulumi/aws/iam";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource";
import type { Release } from "@pulumi/kubernetes/helm/v3/release";
import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { podIdentity } from "../compute/podIdentity";
import { installOperator } from "../scheduling/operators";
import { PolicyDocuments } from "../security/policyDocuments";
import type { ScalingMetrics } from "./autoscaling";

export interface KedaArgs {
  region: string;
  clusterName: pulumi.Input<string>;
  /** The cluster's provider. */
  kubernetes: KubernetesProvider;
  /** The Amazon Managed Service for Prometheus workspace that holds the services' metrics. */
  workspaceArn: pulumi.Input<string>;
  /** Its endpoint. */
  prometheusEndpoint: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

const namespace = "keda-system";
const serviceAccount = "keda-operator";
const authentication = "managed-prometheus";

/**
 * KEDA, which sets the number of replicas by what Prometheus tells of them: two of each of its parts on the system nodes, its
 * role, which reads the one workspace, through Pod Identity.
 *
 * @example
 * const keda = new Keda("ai-keda", {
 *   region: "us-east-1", clusterName: "ai", kubernetes: provider,
 *   workspaceArn: workspace.arn, prometheusEndpoint: workspace.prometheusEndpoint,
 * });
 * new InferenceService("ai-chat", { service, pool, defaultPriority: "high", kubernetes: provider, metrics: keda.metrics });
 */
export class Keda extends pulumi.ComponentResource {
  readonly role: iam.Role;
  readonly release: Release;
  /** How services' ScaledObjects read the workspace. */
  readonly authentication: CustomResource;
  readonly metrics: ScalingMetrics;

  constructor(name: string, args: KedaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:serving:Keda", name, {}, opts);
    const policies = new PolicyDocuments();
    const query: iam.PolicyStatement = { Effect: "Allow", Action: "aps:QueryMetrics", Resource: args.workspaceArn };
    const { role, granted, association } = podIdentity(
      name,
      {
        description: "KEDA: reads the metrics that services' replicas are counted by",
        clusterName: args.clusterName,
        ...{ namespace, serviceAccount, tags: args.tags },
        statements: { query: [query] },
      },
      policies,
      { parent: this },
    );
    this.role = role;
    const child = { parent: this, provider: args.kubernetes };
    this.release = installOperator(name, "keda", values, { ...child, dependsOn: [...granted, association] });
    this.authentication = new CustomResource(
      `${name}-authentication`,
      {
        ...{ apiVersion: "keda.sh/v1alpha1", kind: "ClusterTriggerAuthentication" },
        metadata: { name: authentication },
        // Credentials as the AWS SDK finds them: the operator's own.
        spec: { podIdentity: { provider: "aws" } },
      },
      { ...child, dependsOn: this.release },
    );
    this.metrics = {
      serverAddress: pulumi.output(args.prometheusEndpoint).apply((endpoint) => endpoint.replace(/\/$/, "")),
      region: args.region,
      authentication,
    };
    this.registerOutputs({ policyDocuments: policies.byProperty });
  }
}

const onePodDown = { maxUnavailable: 1 };

/** Two of each part: the operator that reads, the server that Kubernetes' autoscaler asks, and the webhooks. */
const values: pulumi.Inputs = {
  operator: { replicaCount: 2 },
  metricsServer: { replicaCount: 2 },
  webhooks: { replicaCount: 2 },
  podDisruptionBudget: { operator: onePodDown, metricServer: onePodDown, webhooks: onePodDown },
};
