import { findKubernetesVersion } from "../../catalog/kubernetes";
import { findInstanceType } from "../../catalog/instanceTypes";
import { itemPrice, onDemandPrice } from "../../catalog/prices";
import type { PlanResource } from "../plan";
import { byInstance, byItem, type Charge, type Context, hoursPerMonth, notPriced, type Pricer } from "./pricer";

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

/** Instance hours by how they are bought, and the nodes' root volumes. Billed at the desired size. */
const nodeGroup: Pricer = (resource, context) => {
  const template = launchTemplateOf(resource, context);
  const scaling = resource.inputs.scalingConfig as { desiredSize?: number; maxSize?: number } | undefined;
  const desired = scaling?.desiredSize ?? 0;
  const nodes: Nodes = { desired, most: Math.max(scaling?.maxSize ?? desired, desired) };
  return [instances(resource, context, template, nodes), ...rootVolumes(resource, context, template, nodes)];
};

interface Nodes {
  desired: number;
  most: number;
}

function instances(
  resource: PlanResource,
  context: Context,
  template: PlanResource | undefined,
  { desired, most }: Nodes,
): Charge {
  const types = resource.inputs.instanceTypes as string[] | undefined;
  const type = types?.[0] ?? (template?.inputs.instanceType as string | undefined);
  const item = `${type ?? "unknown type"} instance hours`;
  if (!type) return notPriced(resource, item, "neither the node group nor its launch template names the type");
  const onDemand = byInstance(resource, context, type, {
    concern: "compute",
    item,
    quantity: desired * hoursPerMonth,
    ...(most > desired ? { maximumQuantity: most * hoursPerMonth } : {}),
  });
  const { capacityType } = resource.inputs;
  if (capacityType === undefined || capacityType === "ON_DEMAND") return onDemand;
  if (capacityType === "CAPACITY_BLOCK") {
    return notPriced(resource, item, "a capacity block is paid when it is bought, at the price of its offering");
  }
  const bound = "monthlyUSD" in onDemand ? `; on demand it would be $${onDemand.monthlyUSD.toFixed(0)} a month` : "";
  return notPriced(resource, item, `spot prices change by the hour${bound}`);
}

function rootVolumes(
  resource: PlanResource,
  context: Context,
  template: PlanResource | undefined,
  { desired, most }: Nodes,
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
      quantity: desired * ebs.volumeSize,
      ...(most > desired ? { maximumQuantity: most * ebs.volumeSize } : {}),
    });
  });
}

function launchTemplateOf(resource: PlanResource, context: Context): PlanResource | undefined {
  const urns = resource.propertyDependencies.launchTemplate ?? [];
  return urns
    .map((urn) => context.resources.get(urn))
    .find((found) => found?.type === "aws:ec2/launchTemplate:LaunchTemplate");
}

/** Nodes that Karpenter may make: none to begin with, and at most its limit of accelerators in their dearest type, on demand. */
const nodePool: Pricer = (resource, context) => {
  const { limits = {}, template } = resource.inputs.spec as NodePoolSpec;
  const [accelerators = 0] = Object.values(limits);
  const types = template.spec.requirements.find(({ key }) => key === "node.kubernetes.io/instance-type")?.values ?? [];
  const dearest = types
    .map((name) => ({ name, each: pricePerAccelerator(name, context) }))
    .sort((a, b) => (b.each ?? Infinity) - (a.each ?? Infinity))[0];
  const count = findInstanceType(dearest?.name ?? "")?.accelerator?.count ?? 1;
  return [
    byInstance(resource, context, dearest?.name ?? "unknown type", {
      concern: "compute",
      item: `${dearest?.name} instance hours, as pods ask for them`,
      quantity: 0,
      maximumQuantity: Math.floor(accelerators / count) * hoursPerMonth,
    }),
  ];
};

interface NodePoolSpec {
  limits?: Record<string, number>;
  template: { spec: { requirements: { key: string; values: string[] }[] } };
}

function pricePerAccelerator(name: string, { region }: Context): number | undefined {
  const price = onDemandPrice(name, region)?.usd;
  const count = findInstanceType(name)?.accelerator?.count;
  return price !== undefined && count ? price / count : undefined;
}

export const compute: Record<string, Pricer> = {
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "kubernetes:karpenter.sh/v1:NodePool": nodePool,
};
