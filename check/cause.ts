import type { GraphResource } from "../plan/graph";
import { isStackComponent } from "../policies/stackFacts";
import type { Path } from "../spec/problems";

/**
 * The part of the stack file that a resource comes from, and in it the key that the property is made of: where a reader mends a
 * finding. Items of lists are known by their names, which are part of the names of what is made from them.
 */
export function causeOf(resource: GraphResource | undefined, property: string | undefined, stack: unknown): Path {
  if (!resource) return [];
  if (isStackComponent(resource.type)) return causeOfStack(property);
  for (const component of [resource, ...resource.ancestors]) {
    const home = homeOf(component.type);
    if (!home) continue;
    const path = [...home, ...itemOf(valueAt(stack, home), resource)];
    const key = property === undefined ? undefined : keyOf(property, valueAt(stack, path));
    return key === undefined ? path : [...path, key];
  }
  return [];
}

/** A stack's component is told the stack's facts under the file's own keys, but for the budget. */
function causeOfStack(property = ""): Path {
  if (property.startsWith("budgetMonthlyUSD")) return ["budget", "monthlyUSD"];
  if (property.startsWith("rules.")) return property.split(".");
  const [, key, index] = /^(\w+)(?:\[(\d+)\])?/.exec(property) ?? [];
  if (key === undefined) return [];
  return index === undefined ? [key] : [key, Number(index)];
}

/** Keys of the stack file by component, where it is not that of the component's room. */
const homes: Record<string, Path> = {
  "aidc:compute:AcceleratorPool": ["pools"],
  "aidc:compute:AcceleratorOperators": ["pools"],
  "aidc:compute:ClusterAutoscaler": ["pools"],
  "aidc:compute:DynamicPool": ["dynamicPools"],
  "aidc:compute:Karpenter": ["dynamicPools"],
  "aidc:compute:SystemPool": ["cluster", "systemPool"],
  "aidc:interconnect:FlowLogArchive": ["audit"],
  "aidc:interconnect:OnPremisesSite": ["sites"],
  "aidc:interconnect:PrivateDns": ["domain"],
  "aidc:security:AuditTrail": ["audit"],
  "aidc:storage:ObjectStore": ["storage", "buckets"],
  "aidc:storage:Replicas": ["storage", "buckets"],
  "aidc:storage:HotBucket": ["storage", "hotBuckets"],
  "aidc:storage:ParallelFileSystem": ["storage", "lustre"],
  "aidc:storage:MetadataDatabase": ["storage", "databases", "aurora"],
  "aidc:storage:MetadataTable": ["storage", "databases", "dynamodb"],
};

/** What others are built of: whoever uses it is the cause. */
const blocks = new Set(["aidc:storage:PrivateBucket", "aidc:storage:SharedVolume", "aidc:storage:BucketReplication"]);

const homesOfRooms: Record<string, Path> = {
  network: ["network"],
  interconnect: ["regions"],
  compute: ["cluster"],
  storage: ["storage"],
  data: ["data"],
  edge: ["edge"],
  scheduling: ["scheduling"],
  workloads: ["workloads"],
  serving: ["serving"],
  observability: ["monitoring"],
  recovery: ["recovery"],
};

function homeOf(type: string): Path | undefined {
  if (blocks.has(type)) return undefined;
  const [, room] = /^aidc:(\w+):/.exec(type) ?? [];
  return room === undefined ? undefined : (homes[type] ?? homesOfRooms[room]);
}

/** The path to the item of a list whose name the resource, or what it is part of, bears. The longest name decides. */
function itemOf(value: unknown, resource: GraphResource): Path {
  const names = [resource, ...resource.ancestors].map(({ name }) => `-${name}-`);
  const borne = namedItems(value, []).filter(({ name }) => names.some((each) => each.includes(`-${name}-`)));
  return borne.sort((a, b) => b.name.length - a.name.length)[0]?.path ?? [];
}

function namedItems(value: unknown, path: Path): { name: string; path: Path }[] {
  if (!isMap(value) && !Array.isArray(value)) return [];
  const steps: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, member]) => {
    const at = [...path, step];
    const name = typeof step === "number" && isMap(member) && typeof member.name === "string" ? member.name : undefined;
    return [...(name === undefined ? [] : [{ name, path: at }]), ...namedItems(member, at)];
  });
}

/** Which key of the stack file a resource's property is made of. */
const keys: [RegExp, string[]][] = [
  [/^vpcConfig\.(endpointP|publicAccessCidrs)/, ["publicAccessCidrs"]],
  [/^(scalingConfig|limits)\b/, ["nodes"]],
  [/^instanceTypes?\b/, ["instanceType"]],
  [/^(retentionInDays|retentionPeriod)\b/, ["logRetentionDays", "flowLogRetentionDays", "retentionDays"]],
  [/^(capacityType|capacityReservation|instanceMarketOptions)/, ["capacity"]],
  [/^(networkInterfaces)\b/, ["efa"]],
  [/^(spec\.)?blockDeviceMappings\b/, ["rootVolumeGiB"]],
  [/^spec\.limits\b/, ["maxAccelerators"]],
  [/^spec\.disruption\b/, ["consolidateAfter"]],
  [/^spec\.(replicas|minReplicas)\b/, ["replicas"]],
  [/\.image$/, ["image"]],
  [/^storageCapacity\b/, ["sizeGiB"]],
  [/^perUnitStorageThroughput\b/, ["throughputMBpsPerTiB"]],
  [/^(automaticBackupRetentionDays|backupRetentionPeriod)\b/, ["backupDays"]],
];

function keyOf(property: string, value: unknown): string | undefined {
  if (!isMap(value)) return undefined;
  const [first = ""] = /^\w+/.exec(property) ?? [];
  const candidates = [...(keys.find(([pattern]) => pattern.test(property))?.[1] ?? []), first];
  return candidates.find((candidate) => candidate in value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
