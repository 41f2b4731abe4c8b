import { extname, join } from "node:path";
import { type PropertyMap, type PropertyValue, ResourceGraph, type ResourceNode } from "../plan/graph";
import type { Rule } from "./rule";

/** What only a deployment knows, as Pulumi's protocol marks it. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource of an example, in the form of a preview. */
export interface ExampleResource {
  type: string;
  name: string;
  /** Name of the parent, an earlier resource. */
  parent?: string;
  inputs?: PropertyMap;
  /** A component's registered outputs; of other resources, outputs besides the inputs. */
  outputs?: PropertyMap;
  /**
   * By property, the names of the resources whose outputs its value is made from. A property that `inputs` lacks is unknown,
   * as an id is before deployment.
   */
  references?: Record<string, string[]>;
  protect?: boolean;
}

export interface Example {
  title: string;
  resources: ExampleResource[];
}

/** Shows what a rule asks for: its tests and its page in the docs. */
export interface RuleExamples {
  /** Pass. */
  good: Example[];
  /** Fail at the resources named; of a rule on the stack as a whole, at none. */
  bad: (Example & { at: string[] })[];
  /** Cannot be decided before deployment. */
  undetermined?: (Example & { at: string[] })[];
  /** What the rule's remediation makes of the resources. */
  remediated?: (Example & { becomes: ExampleResource[] })[];
  /** Parameters and facts that the examples assume. */
  parameters?: Record<string, PropertyValue>;
}

/** Reads the examples beside a rule. */
export async function loadExamples(pack: string, rule: Rule): Promise<RuleExamples> {
  const file = join(__dirname, pack.replace(/^aidc-/, ""), "rules", `${rule.name}.examples${extname(__filename)}`);
  const { examples } = (await import(file)) as { examples: RuleExamples };
  return examples;
}

/** The example's resources as a preview shows them. */
export function exampleNodes({ resources }: Example, stack = "example"): ResourceNode[] {
  const urnOf = (name: string) => {
    const resource = resources.find((one) => one.name === name);
    if (!resource) throw new Error(`the example has no resource ${name}`);
    return `urn:pulumi:${stack}::docs::${resource.type}::${name}`;
  };
  return resources.map(({ type, name, parent, inputs = {}, outputs = {}, references = {}, protect = false }) => {
    const unknowns = Object.fromEntries(Object.keys(references).map((property) => [property, unknown]));
    const all: PropertyMap = { ...unknowns, ...inputs };
    return {
      urn: urnOf(name),
      type,
      name,
      ...(parent !== undefined && { parent: urnOf(parent) }),
      inputs: all,
      outputs: { ...all, ...outputs },
      propertyDependencies: Object.fromEntries(
        Object.entries(references).map(([property, names]) => [property, names.map(urnOf)]),
      ),
      protect,
    };
  });
}

export const exampleGraph = (example: Example) => new ResourceGraph(exampleNodes(example));

/** URN of the example's resource of that name. */
export function exampleUrn(example: Example, name: string, stack = "example"): string {
  const index = example.resources.findIndex((resource) => resource.name === name);
  const urn = exampleNodes(example, stack)[index]?.urn;
  if (urn === undefined) throw new Error(`the example has no resource ${name}`);
  return urn;
}
