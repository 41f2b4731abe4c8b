import type { Finding } from "../finding";
import type { Path } from "../problems";
import type { Exception, Nodes, Stack } from "../stack";

/** Passes when every range of nodes has `min` no greater than `max`. */
export function nodeRangesOrdered({ cluster, pools }: Stack): Finding[] {
  const ranges: [Path, Nodes][] = [
    [["cluster", "systemPool", "nodes"], cluster.systemPool.nodes],
    ...pools.map(({ nodes }, index): [Path, Nodes] => [["pools", index, "nodes"], nodes]),
  ];
  return ranges.flatMap(([path, nodes]) =>
    typeof nodes === "number" || nodes.min <= nodes.max
      ? []
      : [{ path: [...path, "min"], message: `is more than max, ${nodes.max}`, found: String(nodes.min) }],
  );
}

/** Passes when no two items of a list share a name, pools and dynamic pools being one list. */
export function namesUnique(stack: Stack): Finding[] {
  const { pools, dynamicPools = [], storage, monitoring, scheduling } = stack;
  const { workloads = [], serving = [], cleaning = [], edge = [] } = stack;
  const { buckets, hotBuckets = [], lustre = [], efs = [], hdfs = [], sync = [], databases = {} } = storage;
  return [
    ...repeated(pools, ["pools"]),
    ...repeated(dynamicPools, ["dynamicPools"], pools),
    ...repeated(buckets, ["storage", "buckets"]),
    ...repeated(hotBuckets, ["storage", "hotBuckets"]),
    ...repeated(lustre, ["storage", "lustre"]),
    ...repeated(efs, ["storage", "efs"]),
    ...repeated(hdfs, ["storage", "hdfs"]),
    ...repeated(sync, ["storage", "sync"]),
    ...repeated(databases.aurora ?? [], ["storage", "databases", "aurora"]),
    ...repeated(databases.dynamodb ?? [], ["storage", "databases", "dynamodb"]),
    ...repeated(monitoring.receivers ?? [], ["monitoring", "receivers"]),
    ...repeated(monitoring.quietHours ?? [], ["monitoring", "quietHours"]),
    ...repeated(scheduling?.teams ?? [], ["scheduling", "teams"]),
    ...repeated(workloads, ["workloads"]),
    ...repeated(serving, ["serving"]),
    ...repeated(cleaning, ["cleaning"]),
    ...repeated(edge, ["edge"]),
  ];
}

export function repeated(
  items: readonly { name: string }[],
  path: Path,
  others: readonly { name: string }[] = [],
): Finding[] {
  return items.flatMap(({ name }, index) =>
    items.findIndex((item) => item.name === name) === index && !others.some((other) => other.name === name)
      ? []
      : [{ path: [...path, index, "name"], message: "is used twice in this list", found: name }],
  );
}

/** Passes when no two exceptions are for the same rule and resource: which of them holds would be a matter of chance. */
export function exceptionsDistinct({ exceptions = [] }: Pick<Stack, "exceptions">): Finding[] {
  const same = (a: Exception, b: Exception) => a.rule === b.rule && a.resource === b.resource;
  return exceptions.flatMap((exception, index) =>
    exceptions.findIndex((other) => same(other, exception)) === index
      ? []
      : [{ path: ["exceptions", index], message: "repeats another exception's rule and resource" }],
  );
}
