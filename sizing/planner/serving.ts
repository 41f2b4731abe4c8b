import { findModel } from "../../catalog/models";
import { energy } from "../energy";
import { type TransformerShape, transformerParameters } from "../parameters/transformer";
import { type ReplicaPlan, replicasFor } from "../serving/replicas";
import type { ServingLoad, ServingPrecision } from "../serving/serving";
import { HOURS_PER_MONTH, SECONDS_PER_HOUR } from "../units";
import { type Offer, offersIn } from "./offers";
import type { Preference } from "./plan";
import { type PoolEntry, poolName } from "./poolEntry";
import { UnknownModelError } from "./size";

/** A model to serve: what `aidc size --serve` plans for. */
export interface ServingRequest {
  name?: string;
  /** A name in the catalogue, or the shape of a Transformer. */
  model: string | TransformerShape;
  load: ServingLoad;
  /** Default: 2 bytes a weight and a cached value. */
  precision?: ServingPrecision;
  /** Default: price. Time ranks by the time between tokens. */
  prefer?: Preference;
  /** Instance types to choose from. Default: all with accelerators. */
  instanceTypes?: string[];
}

/** What `aidc size --serve --json` prints. */
export interface ServingAnswer {
  workload: string;
  region: string;
  parameters: number;
  load: ServingLoad;
  precision: ServingPrecision;
  prefer: Preference;
  /** Best first. */
  ranked: ServedType[];
  fallen: { instanceType: string; reason: string }[];
  /** Entries for the stack file; absent where nothing serves. */
  chosen?: { pool: PoolEntry; service: ServiceEntry; priceSource?: string };
}

export interface ServedType extends ReplicaPlan {
  instanceType: string;
  monthlyUSD?: number;
  /** Of answers, at the asked rate. */
  usdPerMillionTokens?: number;
  kilowatts?: number;
}

/** An entry of `serving` in the stack file, but for its image and team. */
export interface ServiceEntry {
  name: string;
  pool: string;
  accelerators: number;
  replicas: { min: number; max: number };
}

const DEFAULT_SERVING_PRECISION: ServingPrecision = { weightBytes: 2, cacheBytes: 2 };

/** A service has two replicas at least, so that one may be lost. */
const FEWEST_REPLICAS = 2;

/**
 * The fewest nodes of each type that serve the load within its latencies, ranked by price, time between tokens or power.
 * @throws UnknownModelError where the catalogue has no model of the name.
 */
export function sizeServing(request: ServingRequest, region: string): ServingAnswer {
  const known = typeof request.model === "string" ? findModel(request.model) : undefined;
  if (typeof request.model === "string" && !known) throw new UnknownModelError(request.model);
  const shape = known?.shape ?? (request.model as TransformerShape);
  const { load, precision = DEFAULT_SERVING_PRECISION, prefer = "price" } = request;
  const { offers, refused } = offersIn(region, request.instanceTypes);
  const ranked: { offer: Offer; served: ServedType }[] = [];
  const fallen = refused.map(({ instanceType, reason }) => ({ instanceType, reason }));
  for (const offer of offers) {
    const plan = replicasFor(shape, load, precision, offer.node, offer.efficiency, FEWEST_REPLICAS);
    if ("reason" in plan) fallen.push({ instanceType: offer.type.name, reason: plan.reason });
    else if (measure(servedType(offer, plan, load), prefer) === Infinity)
      fallen.push({
        instanceType: offer.type.name,
        reason: `no source gives its ${prefer === "price" ? "price" : "power"}`,
      });
    else ranked.push({ offer, served: servedType(offer, plan, load) });
  }
  ranked.sort((a, b) => measure(a.served, prefer) - measure(b.served, prefer) || a.served.nodes - b.served.nodes);
  const [best] = ranked;
  const name = request.name ?? known?.name ?? "model";
  return {
    workload: name,
    region,
    parameters: transformerParameters(shape).total,
    load,
    precision,
    prefer,
    ranked: ranked.map(({ served }) => served),
    fallen,
    ...(best && { chosen: chosenOf(name, best.offer, best.served) }),
  };
}

function servedType({ type, node, hourlyUSD }: Offer, plan: ReplicaPlan, load: ServingLoad): ServedType {
  const monthlyUSD = hourlyUSD === undefined ? undefined : plan.nodes * hourlyUSD * HOURS_PER_MONTH;
  const tokensPerMonth = load.requestsPerSecond * load.answerTokens * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  const watts = type.accelerator?.tdpWatts;
  const accelerators = plan.nodes * node.acceleratorsPerNode;
  return {
    instanceType: type.name,
    ...plan,
    ...(monthlyUSD !== undefined && { monthlyUSD, usdPerMillionTokens: (monthlyUSD / tokensPerMonth) * 1e6 }),
    ...(watts !== undefined && {
      kilowatts: energy({ acceleratorWatts: watts, accelerators, nodes: plan.nodes }, SECONDS_PER_HOUR).watts / 1000,
    }),
  };
}

function measure({ monthlyUSD, tokenSeconds, kilowatts }: ServedType, prefer: Preference): number {
  const by = { price: monthlyUSD, time: tokenSeconds, energy: kilowatts };
  return by[prefer] ?? Infinity;
}

function chosenOf(workload: string, { type, priceSource }: Offer, { nodes, tensorParallel, replicas }: ServedType) {
  const pool: PoolEntry = { name: poolName("serve", type.name), instanceType: type.name, nodes };
  return {
    pool,
    service: {
      name: workload.toLowerCase().replace(/[^a-z0-9-]+/g, "-"),
      pool: pool.name,
      accelerators: tensorParallel,
      replicas: { min: Math.min(FEWEST_REPLICAS, replicas), max: replicas },
    },
    ...(priceSource !== undefined && { priceSource }),
  };
}
