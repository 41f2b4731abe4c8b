import { findInstanceType } from "../../catalog/instanceTypes";
import type { PlanResource } from "../resource";
import { loadBalancer } from "./network";
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
    byInstance(
      resource,
      context,
      { type: dearest?.name ?? "unknown type" },
      {
        concern: "compute",
        item: `${dearest?.name} instance hours, as pods ask for them`,
        quantity: 0,
        maximumQuantity: Math.floor(accelerators / count) * hoursPerMonth,
      },
    ),
  ];
};

interface NodePoolSpec {
  limits?: Record<string, number>;
  template: { spec: { requirements: { key: string; values: string[] }[] } };
}

function pricePerAccelerator(name: string, context: Context): number | undefined {
  const price = priceOfInstance(name, "onDemand", context)?.usd;
  const count = findInstanceType(name)?.accelerator?.count;
  return price !== undefined && count ? price / count : undefined;
}

/** Of a cluster's Services only those of type LoadBalancer make something that AWS bills. */
const service: Pricer = (resource, context) => {
  const { type } = (resource.inputs.spec ?? {}) as { type?: string };
  return type === "LoadBalancer" ? loadBalancer(resource, context) : [];
};

const ingressType = "kubernetes:networking.k8s.io/v1:Ingress";
const ingressGroup = "alb.ingress.kubernetes.io/group.name";

/** A load balancer an Ingress; those of one group share theirs, which the first of them carries. */
const ingress: Pricer = (resource, context) => {
  const group = groupOf(resource);
  const [first] = context.ofType(ingressType).filter((other) => group !== undefined && groupOf(other) === group);
  return group === undefined || first?.urn === resource.urn ? loadBalancer(resource, context) : [];
};

function groupOf({ inputs }: PlanResource): string | undefined {
  const { annotations = {} } = (inputs.metadata ?? {}) as { annotations?: Record<string, string> };
  return annotations[ingressGroup];
}

/** A claim on a volume that stands already is billed there; one that makes a volume, as EBS. */
const claim: Pricer = (resource, context) => volume(resource, context, resource.inputs.spec as ClaimSpec, 1);

/** Each replica has a volume of each template. */
const statefulSet: Pricer = (resource, context) => {
  const { replicas = 1, volumeClaimTemplates = [] } = (resource.inputs.spec ?? {}) as StatefulSetSpec;
  return volumeClaimTemplates.flatMap(({ spec }) => volume(resource, context, spec, replicas));
};

interface StatefulSetSpec {
  replicas?: number;
  volumeClaimTemplates?: { spec?: ClaimSpec }[];
}

interface ClaimSpec {
  volumeName?: string;
  storageClassName?: string;
  resources?: { requests?: { storage?: string } };
}

const SIZE = /^(\d+)(Gi|Ti)$/;

/** What a claim's class makes decides what is billed: EBS volumes by their type; disks of the nodes and shares of a file system are billed there. */
function volume(resource: PlanResource, context: Context, spec: ClaimSpec = {}, count: number): Charge[] {
  const { volumeName, storageClassName, resources } = spec;
  if (volumeName !== undefined || storageClassName === "") return [];
  const made = classOf(storageClassName, context);
  if (made && made.provisioner !== "ebs.csi.aws.com") return [];
  const [, amount, unit] = SIZE.exec(resources?.requests?.storage ?? "") ?? [];
  if (!made || amount === undefined)
    return [notPriced(resource, "persistent volume", `class ${storageClassName ?? "default"} decides what is made`)];
  const { type = "gp3" } = made.parameters ?? {};
  const quantity = count * Number(amount) * (unit === "Ti" ? 1024 : 1);
  const item = `${type} persistent volumes`;
  return [byItem(resource, context, `ebs-${type}-gb-month`, { concern: "storage", item, quantity })];
}

interface StorageClass {
  metadata?: { name?: string; annotations?: Record<string, string> };
  provisioner?: string;
  parameters?: { type?: string };
}

/** The class of the name among the stack's own; without a name, its default one. */
function classOf(name: string | undefined, context: Context): StorageClass | undefined {
  const classes = context
    .ofType("kubernetes:storage.k8s.io/v1:StorageClass")
    .map(({ inputs }) => inputs as StorageClass);
  return classes.find(({ metadata }) =>
    name === undefined
      ? metadata?.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true"
      : metadata?.name === name,
  );
}

/** Objects of a cluster that make something that AWS bills. */
export const kubernetesPricers: Record<string, Pricer> = {
  "kubernetes:karpenter.sh/v1:NodePool": nodePool,
  "kubernetes:core/v1:Service": service,
  [ingressType]: ingress,
  "kubernetes:gateway.networking.k8s.io/v1:Gateway": loadBalancer,
  "kubernetes:core/v1:PersistentVolumeClaim": claim,
  "kubernetes:apps/v1:StatefulSet": statefulSet,
};
