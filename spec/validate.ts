import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import type { Finding } from "./finding";
import type { Plain } from "./locate";
import { didYouMean } from "./nearest";
import type { Path } from "./problems";

interface Alternative {
  type?: string;
  enum?: unknown[];
  properties?: Record<string, unknown>;
}

const fromPackage = createRequire(__filename);

/** The schema of each kind of stack. */
const schemas = { Region: "stack", Backbone: "backbone" } as const;

type Kind = keyof typeof schemas;

let made: Ajv | undefined;

/** Loaded when it is needed: making it takes longer than the rest of loading a stack file. */
function explainer(): Ajv {
  if (made) return made;
  const { Ajv } = fromPackage("ajv") as typeof import("ajv");
  const { default: addFormats } = fromPackage("ajv-formats") as typeof import("ajv-formats");
  const ajv = addFormats(new Ajv({ allErrors: true, verbose: true, strict: true, strictTypes: false }));
  for (const name of ["rules", ...Object.values(schemas)]) ajv.addSchema(schemaOf(name));
  return (made = ajv);
}

const schemaOf = (name: string) => fromPackage(`#spec/${name}.schema.json`) as { $id: string };

function checkOf(kind: Kind): ValidateFunction {
  const check = explainer().getSchema(schemaOf(schemas[kind]).$id);
  if (!check) throw new Error(`the schema of ${kind} is not added`);
  return check as ValidateFunction;
}

/** The build compiles each schema to a function that says yes or no (`scripts/compile-schema.mjs`); sources have none. */
function fits(stack: Plain, kind: Kind): boolean {
  const builtCheck = join(__dirname, `${schemas[kind]}.check.js`);
  return existsSync(builtCheck) && (fromPackage(builtCheck) as (stack: Plain) => boolean)(stack);
}

/** Everything in which the merged stack departs from the schema of its kind, in plain words. */
export function validate(stack: Plain): Finding[] {
  const kind = kindOf(stack);
  if (kind === undefined) return [unknownKind(stack)];
  if (fits(stack, kind)) return [];
  const check = checkOf(kind);
  return check(stack) ? [] : explain(stack, check.errors ?? []);
}

/** A file that says no kind is held against the region's schema, which says that it is missing. */
function kindOf(stack: Plain): Kind | undefined {
  const { kind = "Region" } = isMap(stack) ? stack : {};
  return (Object.keys(schemas) as Kind[]).find((each) => each === kind);
}

function unknownKind(stack: Plain): Finding {
  const { kind } = isMap(stack) ? stack : {};
  const allowed = Object.keys(schemas);
  const hint = hintOf(didYouMean(show(kind), allowed));
  return { path: ["kind"], message: "is not an allowed value", found: show(kind), allowed, ...hint };
}

function explain(stack: Plain, errors: readonly ErrorObject[]): Finding[] {
  const choices = errors.filter(({ keyword }) => keyword === "oneOf");
  const inChoice = ({ instancePath }: ErrorObject) =>
    choices.some((choice) => `${instancePath}/`.startsWith(`${choice.instancePath}/`));
  const findings = [
    ...errors.filter((error) => !inChoice(error)).flatMap((error) => explainOne(stack, error)),
    ...choices.flatMap((choice) => explainChoice(stack, choice)),
  ];
  return [...new Map(findings.map((finding) => [JSON.stringify([finding.path, finding.message]), finding])).values()];
}

/** Names what is wrong with the alternative that shares most keys with the value, else lists the alternatives. */
function explainChoice(stack: Plain, error: ErrorObject): Finding[] {
  const path = pathOf(stack, error.instancePath);
  const alternatives = error.schema as Alternative[];
  const keys = isMap(error.data) ? Object.keys(error.data) : [];
  const shared = alternatives.map(({ properties = {} }) => keys.filter((key) => key in properties).length);
  const most = Math.max(...shared);
  const sameType = alternatives.findIndex(
    ({ type }) => (type === "integer" || type === "number") && typeof error.data === "number",
  );
  const closest = most > 0 ? shared.indexOf(most) : sameType;
  const { $id } = schemaOf(schemas[kindOf(stack) ?? "Region"]);
  const place = `${new URL(error.schemaPath, $id).href}/${closest}`;
  const check = closest < 0 ? undefined : explainer().getSchema(place);
  if (check && !check(error.data)) {
    const nested = (check.errors ?? []).map((inner) => ({
      ...inner,
      instancePath: `${error.instancePath}${inner.instancePath}`,
    }));
    return explain(stack, nested);
  }
  const allowed = alternatives.flatMap(describeAlternative);
  const hint = typeof error.data === "string" ? didYouMean(error.data, allowed) : undefined;
  return [{ path, message: "is none of what it may be", found: show(error.data), allowed, ...(hint && { hint }) }];
}

function describeAlternative({ type, enum: values, properties }: Alternative): string[] {
  if (values) return values.map(String);
  return [
    properties ? `{ ${Object.keys(properties).join(", ")} }` : `a${type === "integer" ? " whole number" : ` ${type}`}`,
  ];
}

function explainOne(stack: Plain, error: ErrorObject): Finding[] {
  const path = pathOf(stack, error.instancePath);
  const found = show(error.data);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "additionalProperties":
      return [unknownKey(path, String(params.additionalProperty), error)];
    case "required":
      return [
        { path: [...path, String(params.missingProperty)], message: "is missing", ...hintOf(describeKey(error)) },
      ];
    case "enum":
    case "const": {
      const allowed = (error.keyword === "enum" ? (error.schema as unknown[]) : [error.schema]).map(String);
      return [
        {
          path,
          message: "is not an allowed value",
          found,
          allowed,
          ...hintOf(didYouMean(String(error.data), allowed)),
        },
      ];
    }
    case "type":
      return [{ path, message: `must be ${article(String(params.type))}`, found }];
    case "pattern":
      return [{ path, message: "is not spelled as it must be", found, ...patternHint(error) }];
    case "propertyNames":
      return [{ path: [...path, String(params.propertyName)], message: "is not a name that may stand here" }];
    default:
      // The propertyNames error itself says which key; its inner error would say it twice.
      return error.propertyName === undefined ? [{ path, message: error.message ?? "is not valid", found }] : [];
  }
}

function unknownKey(path: Path, key: string, error: ErrorObject): Finding {
  const allowed = Object.keys((error.parentSchema as Alternative | undefined)?.properties ?? {});
  return { path: [...path, key], message: "is not a known key", allowed, ...hintOf(didYouMean(key, allowed)) };
}

function describeKey(error: ErrorObject): string | undefined {
  const property = (error.parentSchema?.properties as Record<string, { description?: string }> | undefined)?.[
    String((error.params as Record<string, unknown>).missingProperty)
  ];
  return property?.description;
}

function patternHint(error: ErrorObject): { hint?: string } {
  const { description, examples } = (error.parentSchema ?? {}) as { description?: string; examples?: string[] };
  return hintOf(examples?.[0] === undefined ? description : `For example: ${examples[0]}`);
}

const hintOf = (hint: string | undefined): { hint?: string } => (hint === undefined ? {} : { hint });

/** The steps of a JSON pointer; a step into a list is a number. */
function pathOf(stack: Plain, pointer: string): Path {
  let value: Plain | undefined = stack;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => {
      const step = Array.isArray(value) ? Number(part) : part;
      value = Array.isArray(value) ? value[Number(part)] : isMap(value) ? value[part] : undefined;
      return step;
    });
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const names: Record<string, string> = {
  object: "a map",
  array: "a list",
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};
const article = (type: string) => names[type] ?? type;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
