import type { RecordingRule } from "../../../catalog/alerts";
import { findInstanceType } from "../../../catalog/instanceTypes";
import { onDemandPrice } from "../../../catalog/prices";
import { usesEfa } from "../../../spec/fabric";
import type { Pool, Stack } from "../../../spec/stack";

/**
 * What the stack file says, as series: alerts compare the cluster with them, so that their expressions need no template.
 * A figure that the catalogue lacks is left out, and with it the alert that reads it.
 */
export function stackFacts({ pools, budget, monitoring, region }: Stack): RecordingRule[] {
  const { availability = 0.999, firstTokenSeconds = 2 } = monitoring.objectives ?? {};
  return [
    fact("aidc:budget_monthly_usd", budget.monthlyUSD),
    fact("aidc:serving_availability_objective", availability),
    fact("aidc:serving_first_token_objective_seconds", firstTokenSeconds),
    ...pools.flatMap((pool) => poolFacts(pool, region)),
  ];
}

function poolFacts(pool: Pool, region: string): RecordingRule[] {
  const type = findInstanceType(pool.instanceType);
  const price = onDemandPrice(pool.instanceType, region)?.usd;
  const gpus = type?.accelerator?.count;
  const { capacity } = pool;
  const figures: Record<string, number | undefined> = {
    "aidc:pool_nodes_minimum": typeof pool.nodes === "number" ? pool.nodes : pool.nodes.min,
    "aidc:pool_node_hour_usd": price,
    "aidc:pool_gpu_hour_usd": price !== undefined && gpus ? price / gpus : undefined,
    "aidc:pool_efa_interfaces": type && usesEfa(pool, type) ? type.network.maxEfaInterfaces : undefined,
    "aidc:pool_capacity_block_end_seconds":
      typeof capacity === "object" && "endsAt" in capacity ? Date.parse(capacity.endsAt) / 1000 : undefined,
  };
  return Object.entries(figures).flatMap(([record, value]) =>
    value === undefined ? [] : [fact(record, value, { pool: pool.name })],
  );
}

function fact(record: string, value: number, labels?: Record<string, string>): RecordingRule {
  return { record, expr: `vector(${value})`, ...(labels && { labels }) };
}
