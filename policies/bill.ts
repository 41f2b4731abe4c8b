import type { Bill, OwnPrices, UsageAssumptions } from "../plan/bill";
import { billOf } from "../plan/cost/billOf";
import type { ResourceGraph } from "../plan/graph";
import type { PlanResource } from "../plan/plan";
import { stackComponents, type StackFacts } from "./stackFacts";

/**
 * The plan's monthly bill, as `aidc plan` shows it: by the same model, prices and assumptions. Undefined where the stack says
 * neither its region nor its use, as another program's does.
 */
export function billOfGraph(graph: ResourceGraph, { region, budgetMonthlyUSD = 0 }: StackFacts): Bill | undefined {
  const [component] = graph.ofType(...stackComponents);
  const usage = component?.at("usage").known;
  if (region === undefined || usage === undefined) return undefined;
  const resources = graph.resources.map(({ node }): PlanResource => {
    const { urn, type, name, inputs, dependencies = [], propertyDependencies = {}, protect = false } = node;
    const change = { kind: "create" };
    return { urn, type, name, custom: isCustom(type), inputs, dependencies, propertyDependencies, protect, change };
  });
  const prices = (component?.at("prices").known ?? {}) as OwnPrices;
  return billOf({ region, resources, usage: usage as unknown as UsageAssumptions, prices, budgetMonthlyUSD });
}

/** Components are billed as what they hold. */
const isCustom = (type: string) => !type.startsWith("aidc:") && type !== "pulumi:pulumi:Stack";
