import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../spec/stack";
import { namedByNamespace } from "../spec/teams";
import { fitNames } from "./autonaming";
import type { AcceleratorOperators } from "./compute/acceleratorOperators";
import type { AcceleratorPool } from "./compute/acceleratorPool";
import type { Cluster } from "./compute/cluster";
import type { ClusterAddons } from "./compute/clusterAddons";
import type { ClusterAutoscaler } from "./compute/clusterAutoscaler";
import type { DynamicPool } from "./compute/karpenter/dynamicPool";
import type { Karpenter } from "./compute/karpenter/karpenter";
import { NodeRole } from "./compute/nodeRole";
import type { SystemPool } from "./compute/systemPool";
import type { DataCleaning } from "./data/dataCleaning";
import type { EdgeSite } from "./edge/edgeSite";
import type { Interconnect } from "./interconnect/interconnect";
import type { OnPremisesDns } from "./interconnect/onPremisesDns";
import type { Network } from "./network/network";
import type { BaselineMonitoring } from "./observability/baselineMonitoring";
import type { ContainerInsights } from "./observability/containerInsights";
import type { Metrics } from "./observability/metrics";
import type { Recovery } from "./recovery/recovery";
import {
  acceleratorOperators,
  acceleratorPools,
  cluster,
  clusterAddons,
  clusterAutoscaler,
  dynamicPools,
  karpenter,
  systemPool,
} from "./region/compute";
import { edgeSites } from "./region/edge";
import { bucketNames, isProtected, keyArns, placeOf, policyFacts, subnetIds, tagsOf } from "./region/inputs";
import { interconnect, network, onPremisesDns } from "./region/network";
import { baselineMonitoring, containerInsights, metrics } from "./region/observability";
import { recovery } from "./region/recovery";
import { auditTrail } from "./region/security";
import { inferenceServices, servingOperators } from "./region/serving";
import { cleaning, objectStore, regionStorage } from "./region/storage";
import { scheduling, trainingJobs } from "./region/workloads";
import type { Scheduling } from "./scheduling/scheduling";
import { partitionOf } from "./security/account";
import type { AuditTrail } from "./security/auditTrail";
import { Keys } from "./security/keys";
import type { InferenceService } from "./serving/inferenceService";
import type { Keda } from "./serving/keda";
import type { LoadBalancerController } from "./serving/loadBalancerController";
import type { ObjectStore } from "./storage/objectStore";
import type { RegionStorage } from "./storage/regionStorage";
import { warnOfExampleImages } from "./workloads/images";
import type { TrainingJob } from "./workloads/trainingJob";

/**
 * An AI region as its stack file declares it. Every resource carries the tags `aidc:stack` and `aidc:environment` and
 * the file's own; outside development, what hurts to lose is protected.
 *
 * @throws pulumi.RunError where the catalogue says that the region or a pool cannot exist.
 * @example
 * const region = new Region("us-east-1", stack);
 * export const clusterName = region.cluster.cluster.name;
 */
export class Region extends pulumi.ComponentResource {
  readonly provider: Provider;
  readonly keys: Keys;
  readonly objectStore: ObjectStore;
  readonly auditTrail: AuditTrail;
  readonly network: Network;
  /** Absent where the file joins no Backbone. */
  readonly interconnect?: Interconnect;
  /** Absent where the region and sites on premises ask each other no names. */
  readonly onPremisesDns?: OnPremisesDns;
  readonly cluster: Cluster;
  readonly nodeRole: NodeRole;
  readonly systemPool: SystemPool;
  readonly clusterAddons: ClusterAddons;
  readonly acceleratorOperators: AcceleratorOperators;
  /** By pool name, but for those of sites at the edge. */
  readonly pools: Record<string, AcceleratorPool>;
  /** Absent where every pool has a fixed number of nodes. */
  readonly clusterAutoscaler?: ClusterAutoscaler;
  /** Absent where the file has no dynamic pools. */
  readonly karpenter?: Karpenter;
  /** By pool name. */
  readonly dynamicPools: Record<string, DynamicPool>;
  /** Absent where the file declares no teams. */
  readonly scheduling?: Scheduling;
  /** By site name. */
  readonly edgeSites: Record<string, EdgeSite>;
  /** By workload name. */
  readonly trainingJobs: Record<string, TrainingJob>;
  /** Absent where no service has an entry. */
  readonly loadBalancerController?: LoadBalancerController;
  /** Absent where no service's replicas follow metrics. */
  readonly keda?: Keda;
  /** By service name. */
  readonly inferenceServices: Record<string, InferenceService>;
  readonly monitoring: BaselineMonitoring;
  /** Undefined where the file keeps none. */
  readonly metrics?: Metrics;
  /** Undefined where the file does not ask for it. */
  readonly containerInsights?: ContainerInsights;
  readonly storage: RegionStorage;
  /** Absent where the file cleans nothing. */
  readonly cleaning?: DataCleaning;
  /** Undefined where the file has none. */
  readonly recovery?: Recovery;

  constructor(name: string, file: Stack, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:region:Region", name, policyFacts(file), fitNames(opts));
    const stack = namedByNamespace(file);
    warnOfExampleImages(stack, this);

    this.provider = this.createProvider(name, stack);
    const child = this.child();
    this.keys = new Keys(`${name}-keys`, { ...placeOf(stack), protect: isProtected(stack) }, child);
    this.network = network(name, stack, this, child);
    this.interconnect = interconnect(name, stack, this, { ...child, parent: this });
    this.onPremisesDns = onPremisesDns(name, stack, this, child);
    this.objectStore = objectStore(name, stack, this, child);
    this.auditTrail = auditTrail(name, stack, this, this.child([this.objectStore.accessLogs.policy]));

    this.cluster = cluster(name, stack, this, child);
    this.nodeRole = new NodeRole(`${name}-node`, { partition: partitionOf(stack.region) }, child);
    const afterNodeAddons = this.child(this.cluster.nodeAddons);
    this.systemPool = systemPool(name, stack, this, afterNodeAddons);
    const onNodes = this.child([this.systemPool]);
    this.clusterAddons = clusterAddons(name, stack, this, onNodes);
    this.acceleratorOperators = acceleratorOperators(name, stack, this, onNodes);
    this.pools = acceleratorPools(name, stack, this, afterNodeAddons);
    this.clusterAutoscaler = clusterAutoscaler(name, stack, this, onNodes);
    this.karpenter = karpenter(name, stack, this, onNodes);
    this.dynamicPools = dynamicPools(name, stack, this, this.child(this.karpenter ? [this.karpenter] : []));
    this.scheduling = scheduling(name, stack, this, onNodes);
    this.edgeSites = edgeSites(name, stack, this, this.inNamespaces(this.cluster.nodeAddons));

    this.monitoring = baselineMonitoring(name, stack, this, child);
    const withAddons = this.child([this.systemPool, this.clusterAddons]);
    this.metrics = metrics(name, stack, this, withAddons);
    this.containerInsights = containerInsights(name, stack, this, withAddons);
    this.storage = regionStorage(name, stack, this, this.inNamespaces());
    this.cleaning = cleaning(name, stack, this, onNodes);

    this.trainingJobs = trainingJobs(name, stack, this, this.inNamespaces([this.storage]));
    const { loadBalancerController, keda } = servingOperators(name, stack, this, onNodes);
    this.loadBalancerController = loadBalancerController;
    this.keda = keda;
    const operators = [loadBalancerController, keda].flatMap((operator) => operator ?? []);
    this.inferenceServices = inferenceServices(name, stack, this, this.inNamespaces(operators));
    this.recovery = recovery(name, stack, this, child);

    this.registerOutputs(this.outputs());
  }

  /** What other stacks read by `StackReference`. */
  outputs(): Record<string, pulumi.Input<unknown>> {
    return {
      vpcId: this.network.vpc.id,
      privateSubnetIds: subnetIds(this.network.privateSubnets),
      isolatedSubnetIds: subnetIds(this.network.isolatedSubnets),
      clusterName: this.cluster.cluster.name,
      clusterEndpoint: this.cluster.cluster.endpoint,
      keyArns: keyArns(this.keys.keys),
      bucketNames: bucketNames(this.objectStore),
      alarmTopicArn: this.monitoring.topic.arn,
      metricsWorkspaceArn: this.metrics?.prometheus.workspace.arn,
      ...(this.onPremisesDns?.addresses && { dnsAddresses: this.onPremisesDns.addresses }),
    };
  }

  private child(dependsOn: pulumi.Resource[] = []): pulumi.ComponentResourceOptions {
    return { parent: this, provider: this.provider, dependsOn };
  }

  private createProvider(name: string, stack: Stack): Provider {
    return new Provider(
      `${name}-aws`,
      {
        region: stack.region,
        allowedAccountIds: stack.account ? [stack.account] : undefined,
        defaultTags: { tags: tagsOf(name, stack) },
      },
      { parent: this },
    );
  }

  /** What lives in teams' namespaces comes after them. */
  private inNamespaces(more: pulumi.Resource[] = []): pulumi.ComponentResourceOptions {
    return this.child([this.scheduling ?? this.systemPool, ...more]);
  }
}
