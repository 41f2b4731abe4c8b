import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { siteOfPool } from "../spec/edge";
import type { CleaningJob, DynamicPool as DynamicPoolSpec, Pool, Stack } from "../spec/stack";
import { namedByNamespace } from "../spec/teams";
import { workPools } from "../spec/workPools";
import { networkZones } from "../spec/zones";
import { AcceleratorOperators } from "./compute/acceleratorOperators";
import { AcceleratorPool } from "./compute/acceleratorPool";
import { Cluster } from "./compute/cluster";
import { ClusterAutoscaler } from "./compute/clusterAutoscaler";
import { ClusterAddons } from "./compute/clusterAddons";
import { DynamicPool } from "./compute/karpenter/dynamicPool";
import { Karpenter } from "./compute/karpenter/karpenter";
import { isElastic } from "./compute/nodes";
import { NodeRole } from "./compute/nodeRole";
import { SystemPool } from "./compute/systemPool";
import { DataCleaning } from "./data/dataCleaning";
import type { Interconnect } from "./interconnect/interconnect";
import type { EdgeSite } from "./edge/edgeSite";
import { Network } from "./network/network";
import type { BaselineMonitoring } from "./observability/baselineMonitoring";
import type { ContainerInsights } from "./observability/containerInsights";
import type { Metrics } from "./observability/metrics";
import { Recovery } from "./recovery/recovery";
import { type AccountArgs, partitionOf } from "./security/account";
import {
  bucketNames,
  dynamicTypes,
  interfaceEndpoints,
  isProtected,
  keyArns,
  policyFacts,
  subnetIds,
  tagsOf,
} from "./regionInputs";
import { interconnect } from "./regionInterconnect";
import { edgeSites, edgeSubnets } from "./regionEdge";
import { baselineMonitoring, containerInsights, metrics } from "./regionObservability";
import { inferenceServices, servingOperators } from "./regionServing";
import { trainingJobs } from "./regionWorkloads";
import { AuditTrail } from "./security/auditTrail";
import { Keys } from "./security/keys";
import { Scheduling } from "./scheduling/scheduling";
import type { InferenceService } from "./serving/inferenceService";
import type { Keda } from "./serving/keda";
import type { LoadBalancerController } from "./serving/loadBalancerController";
import { ObjectStore } from "./storage/objectStore";
import { RegionStorage } from "./storage/regionStorage";
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
    super("aidc:region:Region", name, policyFacts(file), opts);
    const stack = namedByNamespace(file);
    warnOfExampleImages(stack, this);

    this.provider = this.createProvider(name, stack);
    this.keys = new Keys(`${name}-keys`, { ...this.place(stack), protect: isProtected(stack) }, this.child());
    this.network = this.createNetwork(name, stack);
    this.interconnect = interconnect(name, stack, this.network, { ...this.child(), parent: this });
    this.objectStore = this.createObjectStore(name, stack);
    this.auditTrail = this.createAuditTrail(name, stack);
    this.cluster = this.createCluster(name, stack);
    this.nodeRole = new NodeRole(`${name}-node`, { partition: partitionOf(stack.region) }, this.child());
    this.systemPool = this.createSystemPool(name, stack);
    this.clusterAddons = this.createClusterAddons(name, stack);
    this.acceleratorOperators = this.createAcceleratorOperators(name, stack);
    const pools = stack.pools.filter((pool) => !siteOfPool(pool.name, stack));
    this.pools = Object.fromEntries(pools.map((pool) => [pool.name, this.createPool(name, stack, pool)]));
    if (stack.pools.some(({ nodes }) => isElastic(nodes))) this.clusterAutoscaler = this.createAutoscaler(name, stack);
    if (stack.dynamicPools?.length) this.karpenter = this.createKarpenter(name, stack);
    this.dynamicPools = Object.fromEntries(
      (stack.dynamicPools ?? []).map((pool) => [pool.name, this.createDynamicPool(name, stack, pool)]),
    );
    if (stack.scheduling) this.scheduling = this.createScheduling(name, stack, stack.scheduling);
    this.edgeSites = edgeSites(name, stack, this, this.inNamespaces(this.cluster.nodeAddons));
    this.monitoring = baselineMonitoring(name, stack, this, this.child());
    const onNodes = this.child([this.systemPool, this.clusterAddons]);
    this.metrics = metrics(name, stack, this, onNodes);
    this.containerInsights = containerInsights(name, stack, this, onNodes);
    this.storage = this.createStorage(name, stack);
    if (stack.cleaning?.length) this.cleaning = this.createCleaning(name, stack, stack.cleaning);
    this.trainingJobs = trainingJobs(name, stack, this.cluster.kubernetes, this.inNamespaces([this.storage]));
    const { loadBalancerController, keda } = servingOperators(name, stack, this, this.child([this.systemPool]));
    this.loadBalancerController = loadBalancerController;
    this.keda = keda;
    const operators = [loadBalancerController, keda].flatMap((operator) => operator ?? []);
    this.inferenceServices = inferenceServices(name, stack, this, this.inNamespaces(operators));
    this.recovery = this.createRecovery(name, stack);

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
    };
  }

  private child(dependsOn: pulumi.Resource[] = []): pulumi.ComponentResourceOptions {
    return { parent: this, provider: this.provider, dependsOn };
  }

  private place({ region, account }: Stack): AccountArgs {
    return { region, accountId: account };
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

  private createNetwork(name: string, stack: Stack): Network {
    const { cidr, localZone, natGateways, flowLogRetentionDays } = stack.network;
    return new Network(
      `${name}-network`,
      {
        ...this.place(stack),
        cidr,
        zones: networkZones(stack),
        localZone,
        edge: edgeSubnets(stack),
        natGateways,
        flowLogRetentionDays,
        logsKeyArn: this.keys.keys.logs.arn,
        clusterName: name,
        interfaceEndpoints: interfaceEndpoints(stack),
      },
      this.child(),
    );
  }

  private createObjectStore(name: string, stack: Stack): ObjectStore {
    return new ObjectStore(
      `${name}-data`,
      {
        ...this.place(stack),
        buckets: stack.storage.buckets,
        keyArn: this.keys.keys.storage.arn,
        vpcId: this.network.vpc.id,
        accessLogDays: stack.audit.logRetentionDays,
        protect: isProtected(stack),
      },
      this.child(),
    );
  }

  private createStorage(name: string, stack: Stack): RegionStorage {
    return new RegionStorage(
      `${name}-storage`,
      {
        ...this.place(stack),
        storage: stack.storage,
        objectStore: this.objectStore,
        pools: stack.pools.map((pool) => ({
          ...pool,
          fabricSecurityGroup: this.pools[pool.name]?.fabricSecurityGroup,
        })),
        vpcId: this.network.vpc.id,
        vpcCidr: stack.network.cidr,
        privateSubnetIds: subnetIds(this.network.privateSubnets),
        isolatedSubnetIds: subnetIds(this.network.isolatedSubnets),
        nodeSecurityGroupId: this.cluster.nodeSecurityGroup.id,
        clusterName: this.cluster.cluster.name,
        kubernetesVersion: stack.cluster.version,
        kubernetes: this.cluster.kubernetes,
        keyArn: this.keys.keys.storage.arn,
        logsKeyArn: this.keys.keys.logs.arn,
        logRetentionDays: stack.audit.logRetentionDays,
        alarmTopicArn: this.monitoring.topic.arn,
        tags: tagsOf(name, stack),
        protect: isProtected(stack),
      },
      this.inNamespaces(),
    );
  }

  private createCleaning(name: string, stack: Stack, jobs: CleaningJob[]): DataCleaning {
    return new DataCleaning(
      `${name}-cleaning`,
      {
        ...this.place(stack),
        jobs,
        objectStore: this.objectStore,
        clusterName: this.cluster.cluster.name,
        kubernetesVersion: stack.cluster.version,
        kubernetes: this.cluster.kubernetes,
        storageKeyArn: this.keys.keys.storage.arn,
        logsKeyArn: this.keys.keys.logs.arn,
        logRetentionDays: stack.cluster.logRetentionDays,
        alarmTopicArn: this.monitoring.topic.arn,
      },
      this.child([this.systemPool]),
    );
  }

  private createAuditTrail(name: string, stack: Stack): AuditTrail {
    const { logRetentionDays: retentionDays, ...choices } = stack.audit;
    return new AuditTrail(
      `${name}-audit`,
      {
        ...this.place(stack),
        ...choices,
        retentionDays,
        auditKeyArn: this.keys.keys.audit.arn,
        logsKeyArn: this.keys.keys.logs.arn,
        accessLogBucket: this.objectStore.accessLogs.bucket.id,
        protect: isProtected(stack),
      },
      this.child([this.objectStore.accessLogs.policy]),
    );
  }

  private createRecovery(name: string, stack: Stack): Recovery | undefined {
    const { recovery, cluster } = stack;
    if (!recovery) return undefined;
    const subnets = Object.entries(this.network.privateSubnets);
    const experiments = {
      nodeGroupArns: Object.values(this.pools).map(({ nodeGroup }) => nodeGroup.arn),
      subnetArns: Object.fromEntries(subnets.map(([zone, { arn }]) => [zone, [arn]])),
      nodeRoleArn: this.nodeRole.role.arn,
      stopAlarmArns: this.monitoring.stopAlarmArns,
      logsKeyArn: this.keys.keys.logs.arn,
      logRetentionDays: cluster.logRetentionDays,
    };
    return new Recovery(
      `${name}-recovery`,
      { ...this.place(stack), stackName: name, recovery, protect: isProtected(stack), experiments },
      this.child(),
    );
  }

  private createCluster(name: string, stack: Stack): Cluster {
    const { version, publicAccessCidrs, access, logRetentionDays } = stack.cluster;
    return new Cluster(
      `${name}-cluster`,
      {
        clusterName: name,
        version,
        region: stack.region,
        partition: partitionOf(stack.region),
        vpcId: this.network.vpc.id,
        subnetIds: subnetIds(this.network.privateSubnets),
        secretsKeyArn: this.keys.keys.cluster.arn,
        logsKeyArn: this.keys.keys.logs.arn,
        logRetentionDays,
        publicAccessCidrs,
        access,
        deletionProtection: isProtected(stack),
        tags: tagsOf(name, stack),
      },
      this.child(),
    );
  }

  private createSystemPool(name: string, stack: Stack): SystemPool {
    const { instanceType, nodes } = stack.cluster.systemPool;
    return new SystemPool(
      `${name}-system`,
      { ...this.poolPlace(name, stack), instanceType, nodes },
      this.child(this.cluster.nodeAddons),
    );
  }

  private createClusterAddons(name: string, stack: Stack): ClusterAddons {
    return new ClusterAddons(
      `${name}-addons`,
      {
        clusterName: this.cluster.cluster.name,
        kubernetesVersion: stack.cluster.version,
        partition: partitionOf(stack.region),
        kubernetes: this.cluster.kubernetes,
        volumesKeyArn: this.keys.keys.ebs.arn,
        volumeTags: tagsOf(name, stack),
      },
      this.child([this.systemPool]),
    );
  }

  private createAcceleratorOperators(name: string, stack: Stack): AcceleratorOperators {
    const { kubernetes } = this.cluster;
    return new AcceleratorOperators(
      `${name}-operators`,
      { pools: [...stack.pools, ...dynamicTypes(stack)], kubernetes },
      this.child([this.systemPool]),
    );
  }

  private createPool(name: string, stack: Stack, pool: Pool): AcceleratorPool {
    return new AcceleratorPool(
      `${name}-${pool.name}`,
      {
        ...this.poolPlace(name, stack),
        subnetIds: subnetIds({ ...this.network.privateSubnets, ...this.network.localSubnets }),
        pool,
        region: stack.region,
        vpcId: this.network.vpc.id,
      },
      this.child(this.cluster.nodeAddons),
    );
  }

  private createAutoscaler(name: string, stack: Stack): ClusterAutoscaler {
    const { cluster, kubernetes } = this.cluster;
    const place = { region: stack.region, clusterName: cluster.name, kubernetesVersion: stack.cluster.version };
    return new ClusterAutoscaler(
      `${name}-autoscaler`,
      { ...place, kubernetes, tags: tagsOf(name, stack) },
      this.child([this.systemPool]),
    );
  }

  private createKarpenter(name: string, stack: Stack): Karpenter {
    return new Karpenter(
      `${name}-karpenter`,
      {
        ...this.place(stack),
        clusterName: this.cluster.cluster.name,
        nodeRoleArn: this.nodeRole.role.arn,
        volumesKeyArn: this.keys.keys.ebs.arn,
        kubernetes: this.cluster.kubernetes,
        isolated: stack.network.natGateways === "none",
      },
      this.child([this.systemPool]),
    );
  }

  private createScheduling(name: string, stack: Stack, scheduling: NonNullable<Stack["scheduling"]>): Scheduling {
    return new Scheduling(
      `${name}-scheduling`,
      {
        scheduling,
        pools: workPools(stack),
        trainer: stack.workloads?.some(({ operator }) => operator === "trainer"),
        clusterName: this.cluster.cluster.name,
        kubernetesVersion: stack.cluster.version,
        kubernetes: this.cluster.kubernetes,
        tags: tagsOf(name, stack),
        protect: isProtected(stack),
      },
      this.child([this.systemPool]),
    );
  }

  private createDynamicPool(name: string, stack: Stack, pool: DynamicPoolSpec): DynamicPool {
    return new DynamicPool(
      `${name}-${pool.name}`,
      {
        ...this.poolPlace(name, stack),
        pool,
        region: stack.region,
        vpcId: this.network.vpc.id,
        nodeRoleName: this.nodeRole.role.name,
        kubernetes: this.cluster.kubernetes,
      },
      this.child(this.karpenter ? [this.karpenter] : []),
    );
  }

  /** What lives in teams' namespaces comes after them. */
  private inNamespaces(more: pulumi.Resource[] = []): pulumi.ComponentResourceOptions {
    return this.child([this.scheduling ?? this.systemPool, ...more]);
  }

  /** Where any pool of the cluster lives. */
  private poolPlace(name: string, stack: Stack) {
    return {
      clusterName: this.cluster.cluster.name,
      nodeRoleArn: this.nodeRole.role.arn,
      securityGroupIds: [this.cluster.nodeSecurityGroup.id],
      subnetIds: subnetIds(this.network.privateSubnets),
      volumesKeyArn: this.keys.keys.ebs.arn,
      tags: tagsOf(name, stack),
    };
  }
}
