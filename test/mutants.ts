import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";

/** A JSON Schema, as far as the stack schema goes. */
interface Schema {
  $ref?: string;
  definitions?: Record<string, Schema>;
  type?: string;
  enum?: unknown[];
  oneOf?: Schema[];
  examples?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  pattern?: string;
  minimum?: number;
  maximum?: number;
}

const schema = JSON.parse(readFileSync("spec/stack.schema.json", "utf8")) as Schema & {
  properties: Record<string, Schema>;
};

/** Values that the schema accepts, mostly: those of its examples often, since only the catalogue knows which names exist. */
function valuesOf(node: Schema): fc.Arbitrary<unknown> {
  if (node.$ref) return valuesOf(schema.definitions?.[node.$ref.split("/").at(-1) ?? ""] ?? {});
  const any = valuesOfType(node);
  return node.examples
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...node.examples) }, { weight: 1, arbitrary: any })
    : any;
}

function valuesOfType(node: Schema): fc.Arbitrary<unknown> {
  if (node.enum) return fc.constantFrom(...node.enum);
  if (node.oneOf) return fc.oneof(...node.oneOf.map(valuesOf));
  switch (node.type) {
    case "object":
      return objectsOf(node);
    case "array":
      return fc.array(valuesOf(node.items ?? {}), { maxLength: 3 });
    case "string":
      // Look-aheads are beyond fast-check.
      return node.pattern && !node.pattern.includes("(?") ? fc.stringMatching(new RegExp(node.pattern)) : fc.string();
    case "integer":
      return fc.integer({ min: node.minimum ?? -3, max: node.maximum ?? 2000 });
    case "number":
      return fc.double({ min: node.minimum ?? -3, max: node.maximum ?? 1e7, noNaN: true });
    case "boolean":
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectsOf({ properties, required, additionalProperties }: Schema): fc.Arbitrary<unknown> {
  if (!properties) {
    const values = typeof additionalProperties === "object" ? valuesOf(additionalProperties) : fc.jsonValue();
    return fc.dictionary(fc.constantFrom("team", "aws:team", "production", ""), values, { maxKeys: 2 });
  }
  const members = Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, valuesOf(child)]));
  return fc.record(members, { requiredKeys: required ?? [] });
}

type Tree = Record<string, unknown>;
type Mutation = (stack: Tree) => Tree;

/** A key set to what the schema has for it. */
const reset: fc.Arbitrary<Mutation> = fc.oneof(
  ...Object.entries(schema.properties)
    .filter(([key]) => key !== "extends")
    .map(([key, child]) => valuesOf(child).map((value): Mutation => (stack) => ({ ...stack, [key]: value }))),
);

/** The value at a random place replaced by anything, taken away, or its key misspelt. */
const damage: fc.Arbitrary<Mutation> = fc
  .tuple(fc.nat(), fc.constantFrom("replace", "remove", "misspell"), fc.jsonValue({ maxDepth: 2 }))
  .map(([at, how, value]): Mutation => (stack) => {
    const copy = structuredClone(stack);
    const places = [...placesOf(copy)];
    const place = places[at % Math.max(places.length, 1)];
    if (!place) return copy;
    const { holder, key } = place;
    const held = holder[key];
    if (how === "replace") holder[key] = value;
    else Reflect.deleteProperty(holder, key);
    if (how === "misspell") holder[`${key.slice(0, -1)}x`] = held;
    return copy;
  });

function* placesOf(value: unknown): Generator<{ holder: Tree; key: string }> {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const holder = value as Tree;
    yield { holder, key };
    yield* placesOf(holder[key]);
  }
}

const shipped = parse(readFileSync("stacks/us-east-1.yaml", "utf8")) as Tree;

/** The reference region's file, changed in one to three ways: about half of the results are still valid. */
export const mutants: fc.Arbitrary<Tree> = fc
  .array(fc.oneof({ weight: 2, arbitrary: reset }, { weight: 1, arbitrary: damage }), { minLength: 1, maxLength: 3 })
  .map((mutations) => mutations.reduce((stack, mutate) => mutate(stack), shipped));
