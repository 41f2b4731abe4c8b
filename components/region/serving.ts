import * as pulumi from "@pulumi/pulumi";
import { siteOfPool } from "../../spec/edge";
import type { Stack } from "../../spec/stack";
import { workPools } from "../../spec/workPools";
import type { Region } from "../region";
import { poolOf, tagsOf } from "./inputs";
import { highestPriority } from "../scheduling/queues";
import { followsMetrics } from "../serving/autoscaling";
import { InferenceService } from "../serving/inferenceService";
import { Keda } from "../serving/keda";
import { LoadBalancerController } from "../serving/loadBalancerController";

/** What services are reached and counted by. */
export interface ServingOperators {
  /** Absent where no service has an entry. */
  loadBalancerController?: LoadBalancerController;
  /** Absent where no service's replicas follow metrics. */
  keda?: Keda;
}

/** The operators that the stack file's services need. */
export function servingOperators(
  name: string,
  stack: Stack,
  { cluster, network, metrics }: Pick<Region, "cluster" | "network" | "metrics">,
  opts: pulumi.ComponentResourceOptions,
): ServingOperators {
  const { serving = [], region, account } = stack;
  const place = {
    region,
    clusterName: cluster.cluster.name,
    kubernetes: cluster.kubernetes,
    tags: tagsOf(name, stack),
  };
  const operators: ServingOperators = {};
  if (serving.some(({ entry }) => entry)) {
    const args = { ...place, accountId: account, vpcId: network.vpc.id };
    operators.loadBalancerController = new LoadBalancerController(`${name}-entry`, args, opts);
  }
  if (serving.some(followsMetrics)) {
    if (!metrics) throw new pulumi.RunError("serving: autoscaling by metrics needs monitoring.metrics");
    const { arn: workspaceArn, prometheusEndpoint } = metrics.prometheus.workspace;
    operators.keda = new Keda(`${name}-keda`, { ...place, workspaceArn, prometheusEndpoint }, opts);
  }
  return operators;
}

/** Its inference services, by name. */
export function inferenceServices(
  name: string,
  stack: Stack,
  { cluster, keda, network }: Pick<Region, "cluster" | "keda" | "network">,
  opts: pulumi.ComponentResourceOptions,
): Record<string, InferenceService> {
  const pools = workPools(stack);
  const shared = {
    ...{ defaultPriority: highestPriority(stack.scheduling), kubernetes: cluster.kubernetes },
    metrics: keda?.metrics,
  };
  return Object.fromEntries(
    (stack.serving ?? []).map((service) => {
      const site = siteOfPool(service.pool, stack);
      const edge = site && { subnetId: network.edgeSubnets[site.name]?.id ?? "", offlineHours: site.offlineHours };
      const pool = { ...poolOf(service, pools), ...(edge && { edge }) };
      return [service.name, new InferenceService(`${name}-${service.name}`, { service, pool, ...shared }, opts)];
    }),
  );
}
