import { findInstanceType } from "../../catalog/instanceTypes";
import { outdatedSoftware } from "../../catalog/minimumSoftware";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import { mostNodes } from "../quota";
import type { InferenceWorkload, Pool, Stack, TrainingWorkload } from "../stack";
import { workPools } from "../workPools";

/** Passes when every workload and service names a team, a pool with accelerators and a priority that the file has. */
export function workloadNamesKnown(stack: Stack): Finding[] {
  const teams = (stack.scheduling?.teams ?? []).map(({ name }) => name);
  const pools = workPools(stack).filter(({ instanceType }) => findInstanceType(instanceType)?.accelerator);
  const priorities = Object.keys(stack.scheduling?.priorities ?? { high: 0, normal: 0, low: 0 });
  return entries(stack).flatMap(([{ team, pool, priority }, path]) => [
    ...known(team, teams, [...path, "team"], "is not one of scheduling.teams"),
    ...known(
      pool,
      pools.map(({ name }) => name),
      [...path, "pool"],
      "is not a pool with accelerators",
    ),
    ...(priority === undefined
      ? []
      : known(priority, priorities, [...path, "priority"], "is not one of scheduling.priorities")),
  ]);
}

/** Passes when a workload's nodes are no more than its pool's, and a replica's accelerators no more than a node's. */
export function workloadsFitPool(stack: Stack): Finding[] {
  const fits = (nodes: number, pool: Pool, path: Path): Finding[] =>
    nodes <= mostNodes(pool.nodes)
      ? []
      : [
          {
            path: [...path, "nodes"],
            message: `is more than pool ${pool.name} has, ${mostNodes(pool.nodes)}`,
            found: String(nodes),
          },
        ];
  return entries(stack).flatMap(([entry, path]) => {
    const pool = workPools(stack).find(({ name }) => name === entry.pool);
    const perNode = pool && findInstanceType(pool.instanceType)?.accelerator?.count;
    if (!pool || !perNode) return [];
    const findings = fits(entry.nodes ?? 1, pool, path);
    if ("accelerators" in entry && entry.accelerators !== undefined && entry.accelerators > perNode) {
      const message = `is more than a ${pool.instanceType} has, ${perNode}`;
      findings.push({ path: [...path, "accelerators"], message, found: String(entry.accelerators) });
    }
    return findings;
  });
}

/** Passes when what the images carry, as far as the file says, is new enough for the types of their pools. */
export function imageSoftwareServes(stack: Stack): Finding[] {
  return entries(stack).flatMap(([{ pool, software = {} }, path]) =>
    typesOf(stack, pool).flatMap((type) =>
      outdatedSoftware(type, software).map(({ name, found, needed }) => ({
        path: [...path, "software", name],
        message: `is too old for ${type}, which needs ${name} ${needed} or newer`,
        found,
      })),
    ),
  );
}

/** Passes when a strategy divides the job's accelerators evenly, and its framework can run it. */
export function strategiesPossible(stack: Stack): Finding[] {
  return (stack.workloads ?? []).flatMap(({ strategy, framework, nodes, pool: poolName }, index) => {
    if (typeof strategy !== "object") return [];
    const path = ["workloads", index, "strategy"];
    if ("parameterServers" in strategy) {
      if (framework === "tensorflow") return [];
      const message = `parameter servers are TensorFlow's; the job's framework is ${framework}`;
      return [{ path: [...path, "parameterServers"], message, hint: "Use data-parallel, or zero: 3 with PyTorch." }];
    }
    const pool = workPools(stack).find(({ name }) => name === poolName);
    const accelerators = nodes * ((pool && findInstanceType(pool.instanceType)?.accelerator?.count) ?? 0);
    const degrees = (strategy.tensor ?? 1) * (strategy.pipeline ?? 1);
    if (accelerators === 0 || accelerators % degrees === 0) return [];
    return [{ path, message: `tensor x pipeline, ${degrees}, does not divide the job's ${accelerators} accelerators` }];
  });
}

function entries({ workloads = [], serving = [] }: Stack): [TrainingWorkload | InferenceWorkload, Path][] {
  return [
    ...workloads.map((entry, index): [TrainingWorkload, Path] => [entry, ["workloads", index]]),
    ...serving.map((entry, index): [InferenceWorkload, Path] => [entry, ["serving", index]]),
  ];
}

function typesOf({ pools, dynamicPools = [] }: Stack, pool: string): string[] {
  return [
    ...pools.filter(({ name }) => name === pool).map(({ instanceType }) => instanceType),
    ...dynamicPools.filter(({ name }) => name === pool).flatMap(({ instanceTypes }) => instanceTypes),
  ];
}

function known(found: string, allowed: string[], path: Path, message: string): Finding[] {
  if (allowed.includes(found)) return [];
  const hint = didYouMean(found, allowed);
  return [{ path, message, found, allowed, ...(hint && { hint }) }];
}
