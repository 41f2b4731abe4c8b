import { findKubernetesVersion } from "../../catalog/kubernetes";
import { itemPrice } from "../../catalog/prices";
import { findLocalZone } from "../../catalog/regions";
import type { Purchase } from "../bill";
import type { PlanResource } from "../resource";
import {
  byInstance,
  byItem,
  type Charge,
  type Context,
  hoursPerMonth,
  notPriced,
  type Pricer,
  priceOfInstance,
} from "./pricer";

/** The control plane by the hour; a version past standard support costs the extended price on top of nothing else. */
const cluster: Pricer = (resource, context) => {
  const standard = itemPrice("eks-cluster-hour", context.region);
  const version =
    typeof resource.inputs.version === "string" ? findKubernetesVersion(resource.inputs.version) : undefined;
  // The day the price was read stands for today: a plan must not depend on the clock.
  const extended =
    version !== undefined && standard !== undefined && version.standardSupportEnds < standard.source.read;
  return [
    byItem(resource, context, extended ? "eks-cluster-extended-hour" : "eks-cluster-hour", {
      concern: "control plane",
      item: extended ? "EKS cluster hours in extended support" : "EKS cluster hours",
      quantity: hoursPerMonth,
    }),
  ];
};

/** Instance hours by how they are bought, and the nodes' root volumes, at the desired size and from the least to the most. */
const nodeGroup: Pricer = (resource, region) => {
  const context = { ...region, region: placeOf(resource, region) };
  const template = launchTemplateOf(resource, context);
  const nodes = nodesOf(resource);
  return [instances(resource, context, nodes), ...rootVolumes(resource, context, template, nodes)];
};

/** Where prices are a place's own: the Local Zone that the nodes' subnets are in, else the region. */
function placeOf(resource: PlanResource, { region, resources }: Context): string {
  const [subnet] = (resource.propertyDependencies.subnetIds ?? []).map((urn) => resources.get(urn));
  const zone = subnet?.inputs.availabilityZoneId;
  return typeof zone === "string" && findLocalZone(zone) ? zone : region;
}

export interface Nodes {
  fewest: number;
  desired: number;
  most: number;
}

/** How many nodes a node group has, as its scaling configuration says. */
export function nodesOf({ inputs }: PlanResource): Nodes {
  const {
    desiredSize = 0,
    minSize = desiredSize,
    maxSize = desiredSize,
  } = (inputs.scalingConfig ?? {}) as { desiredSize?: number; minSize?: number; maxSize?: number };
  return {
    fewest: Math.min(minSize, desiredSize),
    desired: desiredSize,
    most: Math.max(maxSize, desiredSize),
  };
}

/** The instance type of a node group, by itself or by its launch template. */
export function instanceTypeOf(resource: PlanResource, context: Context): string | undefined {
  const types = resource.inputs.instanceTypes as string[] | undefined;
  return types?.[0] ?? (launchTemplateOf(resource, context)?.inputs.instanceType as string | undefined);
}

const unitsOf = ({ fewest, desired, most }: Nodes, each: number) => ({
  quantity: desired * each,
  minimumQuantity: fewest * each,
  maximumQuantity: most * each,
});

/** How EKS names the ways to buy that cost something else than on demand, and why a price may be missing. */
const PURCHASES: Record<string, { purchase: Purchase; words: string; reason: string }> = {
  SPOT: { purchase: "spot", words: "spot", reason: "spot prices change by the hour" },
  CAPACITY_BLOCK: {
    purchase: "capacityBlocks",
    words: "capacity block",
    reason: "no source gives the rate of its capacity blocks here",
  },
};

function instances(resource: PlanResource, context: Context, nodes: Nodes): Charge {
  const type = instanceTypeOf(resource, context);
  if (!type)
    return notPriced(resource, "instance hours", "neither the node group nor its launch template names the type");
  const bought = PURCHASES[resource.inputs.capacityType as string];
  const units =
    bought?.purchase === "capacityBlocks"
      ? { quantity: nodes.most * blockHours(resource, context) }
      : unitsOf(nodes, hoursPerMonth);
  if (!bought)
    return byInstance(resource, context, { type }, { concern: "compute", item: `${type} instance hours`, ...units });
  const { purchase, words, reason } = bought;
  const item = `${type} instance hours, ${words}`;
  if (priceOfInstance(type, purchase, context))
    return byInstance(resource, context, { type, purchase }, { concern: "compute", item, ...units });
  const onDemand = priceOfInstance(type, "onDemand", context);
  const bound = onDemand ? `; on demand it would be $${(units.quantity * onDemand.usd).toFixed(0)} a month` : "";
  return notPriced(resource, item, `${reason}: set \`prices.${purchase}\`${bound}`);
}

const scheduleType = "aws:autoscaling/schedule:Schedule";

/** A block is paid whole, by the day, whether its nodes run or not: from its start to its end, at most a month of it. */
function blockHours({ urn }: PlanResource, { resources }: Context): number {
  const times = [...resources.values()]
    .filter(({ type, propertyDependencies }) => {
      return type === scheduleType && propertyDependencies.autoscalingGroupName?.includes(urn);
    })
    .map(({ inputs }) => Date.parse(String(inputs.startTime)));
  const hours = (Math.max(...times) - Math.min(...times)) / 3_600_000;
  return times.length < 2 || Number.isNaN(hours) ? hoursPerMonth : Math.min(Math.ceil(hours / 24) * 24, hoursPerMonth);
}

function rootVolumes(
  resource: PlanResource,
  context: Context,
  template: PlanResource | undefined,
  nodes: Nodes,
): Charge[] {
  const devices = (template?.inputs.blockDeviceMappings ?? []) as {
    ebs?: { volumeSize?: number; volumeType?: string };
  }[];
  return devices.flatMap(({ ebs }) => {
    if (!ebs?.volumeSize) return [];
    const volumeType = ebs.volumeType ?? "gp2";
    return byItem(resource, context, `ebs-${volumeType}-gb-month`, {
      concern: "storage",
      item: `${volumeType} root volumes`,
      ...unitsOf(nodes, ebs.volumeSize),
    });
  });
}

function launchTemplateOf(resource: PlanResource, context: Context): PlanResource | undefined {
  const urns = resource.propertyDependencies.launchTemplate ?? [];
  return urns
    .map((urn) => context.resources.get(urn))
    .find((found) => found?.type === "aws:ec2/launchTemplate:LaunchTemplate");
}

export const nodeGroupType = "aws:eks/nodeGroup:NodeGroup";

/** Nodes that EKS does not manage stand on Outposts, whose capacity is paid with the rack. */
const autoScalingGroup: Pricer = (resource) => [
  notPriced(resource, "instances on an Outpost", "an Outpost's capacity is paid with its rack, not by the hour"),
];

export const computePricers: Record<string, Pricer> = {
  "aws:autoscaling/group:Group": autoScalingGroup,
  "aws:eks/cluster:Cluster": cluster,
  [nodeGroupType]: nodeGroup,
};
