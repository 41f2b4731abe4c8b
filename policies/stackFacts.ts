import type { Exception } from "../plan/exception";
import type { GraphResource, ResourceGraph } from "../plan/graph";
import type { Property } from "../plan/property";
import { today } from "./today";

export type Environment = "production" | "staging" | "development";

/** What rules need to know of the stack, read from the plan itself, so that a pack needs no configuration. */
export interface StackFacts {
  /** Production where nothing says otherwise: the strictest. */
  environment: Environment;
  /** Regimes, as the stack file names them. */
  compliance: readonly string[];
  /** Areas that data may not leave (`catalog/areas.ts`); empty: none are named. */
  residency: readonly string[];
  region?: string;
  budgetMonthlyUSD?: number;
  exceptions: readonly Exception[];
  /** What the stack file sets of rules' parameters, by rule and parameter. */
  parameters: Readonly<Record<string, Record<string, unknown>>>;
  /** The day on which the plan is judged, as `2027-01-31`. */
  today: string;
}

/** The components that make a whole stack: one of them is at its top. */
export const stackComponents = ["aidc:region:Region", "aidc:backbone:Backbone"] as const;
const environmentTag = "aidc:environment";

export const isStackComponent = (type: string) => stackComponents.some((component) => component === type);

export const strictest = (): StackFacts => ({
  environment: "production",
  compliance: [],
  residency: [],
  exceptions: [],
  parameters: {},
  today: today(),
});

/** The facts of a whole graph: its stack component's own inputs, else the tags of what it holds. */
export function factsOfGraph(graph: ResourceGraph): StackFacts {
  const [top] = graph.ofType(...stackComponents);
  if (top) return factsOfStack(top) ?? strictest();
  const environments = graph.resources.flatMap((resource) => environmentOf(resource) ?? []);
  const environment = (["production", "staging", "development"] as const).find((one) => environments.includes(one));
  return { ...strictest(), ...(environment && { environment }) };
}

/** The facts that a stack component was made with; undefined for any other resource. */
export function factsOfStack(resource: GraphResource): StackFacts | undefined {
  if (!isStackComponent(resource.type)) return undefined;
  const read = (...keys: string[]) => {
    const input = resource.at(...keys);
    return input.isPresent ? input : resource.output(...keys);
  };
  const region = read("region").text;
  const budgetMonthlyUSD = read("budgetMonthlyUSD").number;
  return {
    environment: asEnvironment(read("environment").text) ?? "production",
    compliance: read("compliance").elements.flatMap((regime) => regime.text ?? []),
    residency: read("residency").elements.flatMap((area) => area.text ?? []),
    ...(region !== undefined && { region }),
    ...(budgetMonthlyUSD !== undefined && { budgetMonthlyUSD }),
    exceptions: read("exceptions").elements.map(exceptionOf),
    parameters: Object.fromEntries(Object.entries(read("rules").members).map(([rule, set]) => [rule, valuesOf(set)])),
    today: today(),
  };
}

function exceptionOf(declared: Property): Exception {
  const texts = ["rule", "resource", "reason", "owner", "expires", "ticket"].map((key) => [key, declared.at(key).text]);
  return Object.fromEntries(texts.filter(([, text]) => text !== undefined)) as Exception;
}

const valuesOf = (set: Property) =>
  Object.fromEntries(Object.entries(set.members).map(([name, value]) => [name, value.known]));

/** The environment that a resource's tags name; a provider's default tags are among its `tagsAll`. */
export function environmentOf(resource: GraphResource): Environment | undefined {
  const tag = resource.at("tagsAll", environmentTag).text ?? resource.at("tags", environmentTag).text;
  return asEnvironment(tag);
}

function asEnvironment(text: string | undefined): Environment | undefined {
  return text === "production" || text === "staging" || text === "development" ? text : undefined;
}
