import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { unknownValue } from "../../../engine/values";

/** A shape of AWS' model of an API, as botocore ships it. */
interface Shape {
  type: string;
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  value?: { shape: string };
  enum?: string[];
  pattern?: string;
  min?: number;
  max?: number;
}

interface ServiceModel {
  operations: Record<string, { input: { shape: string } }>;
  shapes: Record<string, Shape>;
}

/** The requests that make a resource of a type. */
export interface Requests {
  /** Where its properties stand, for example `iam.CreateRole`, or `fsx.CreateFileSystem:LustreConfiguration` for a member's own. */
  in: string[];
  /** What names it. `longest`: the most characters, where the model does not say. */
  name?: { property: string; member: string; longest?: number };
  /** Pulumi's names, and the API's where they differ by more than case. */
  renamed?: Record<string, string>;
}

/** What was held against the model, and what it refuses. */
export interface Verdict {
  /** Paths of values that a shape was found for. */
  held: string[];
  /** Paths of values that the request has no member for by that name. */
  apart: string[];
  refused: string[];
}

const models = new Map<string, ServiceModel>();
let folder: string | undefined;

function modelOf(service: string): ServiceModel {
  const known = models.get(service);
  if (known) return known;
  folder ??= execFileSync("scripts/botocore.sh", { encoding: "utf8" }).trim();
  const [newest = ""] = readdirSync(join(folder, service)).sort().reverse();
  const packed = readFileSync(join(folder, service, newest, "service-2.json.gz"));
  const model = JSON.parse(gunzipSync(packed).toString()) as ServiceModel;
  models.set(service, model);
  return model;
}

/** Holds a resource's known inputs against the requests that make it. */
export function hold(resource: { name: string; inputs: Record<string, unknown> }, requests: Requests): Verdict {
  const verdict: Verdict = { held: [], apart: [], refused: [] };
  const places = requests.in.map(placeOf);
  const { name, renamed } = requests;
  const top = name ? { ...renamed, [name.property]: name.member } : renamed;
  const physical = name && physicalName(resource, name.property);
  if (typeof physical === "string" && physical.length > (name?.longest ?? Infinity))
    verdict.refused.push(
      `${name?.property}: ${physical} has ${physical.length} characters, more than ${name?.longest}`,
    );
  for (const [key, value] of Object.entries({ ...resource.inputs, ...(name && { [name.property]: physical }) })) {
    if (key === "tags" || key === "tagsAll" || key === "region" || key.startsWith("__")) continue;
    const found = places.flatMap(({ model, shape }) => {
      const member = memberOf(model, shape, key, top);
      return member === undefined ? [] : [{ model, member }];
    })[0];
    if (found) visit(value, found.member, key, { model: found.model, renamed, verdict });
    else verdict.apart.push(key);
  }
  return verdict;
}

/** As Pulumi's autonaming and the provider's prefixes make it, with an ending of their length. */
function physicalName({ name, inputs }: { name: string; inputs: Record<string, unknown> }, property: string): unknown {
  const prefix = inputs[property === "bucket" ? "bucketPrefix" : `${property}Prefix`];
  return inputs[property] ?? (typeof prefix === "string" ? `${prefix}${"0".repeat(26)}` : `${name}-0123456`);
}

interface Visit {
  model: ServiceModel;
  renamed?: Record<string, string>;
  verdict: Verdict;
}

function visit(value: unknown, shapeName: string, path: string, within: Visit): void {
  const { model, renamed, verdict } = within;
  if (value === unknownValue || value === null) return;
  const shape = model.shapes[shapeName];
  if (!shape) throw new Error(`AWS has no shape ${shapeName} for ${path}`);
  const element = shape.member?.shape ?? shape.value?.shape ?? "";
  if (shape.type === "list") {
    const elements = Array.isArray(value) ? value : [value];
    if (outside(elements.length, shape)) verdict.refused.push(`${path}: ${elements.length} elements, ${range(shape)}`);
    elements.forEach((each, index) => visit(each, element, `${path}[${index}]`, within));
  } else if (shape.type === "map" && isMap(value)) {
    for (const [key, each] of Object.entries(value)) visit(each, element, `${path}.${key}`, within);
  } else if (shape.type === "structure" && isMap(value)) {
    for (const [key, each] of Object.entries(value)) {
      const member = memberOf(model, shapeName, key, renamed);
      if (member === undefined) verdict.apart.push(`${path}.${key}`);
      else visit(each, member, `${path}.${key}`, within);
    }
  } else if (isMap(value) || Array.isArray(value) || shape.type === "structure") {
    verdict.apart.push(path);
  } else {
    verdict.held.push(path);
    const refusal = refusalOf(value as string | number | boolean, shape);
    if (refusal !== undefined) verdict.refused.push(`${path}: ${JSON.stringify(value)} ${refusal}`);
  }
}

function placeOf(place: string): { model: ServiceModel; shape: string } {
  const [operation = "", path = ""] = place.split(":");
  const [service = "", name = ""] = operation.split(".");
  const model = modelOf(service);
  const input = model.operations[name]?.input.shape;
  if (input === undefined) throw new Error(`AWS has no operation ${operation}`);
  const steps = path === "" ? [] : path.split(".");
  const shape = steps.reduce((from, step) => {
    const member = memberOf(model, from, step);
    if (member === undefined) throw new Error(`AWS has no ${step} in ${place}`);
    return model.shapes[member]?.member?.shape ?? member;
  }, input);
  return { model, shape };
}

/** The shape of a structure's member: by the name given for it, else by its own, or its plural or singular. */
function memberOf({ shapes }: ServiceModel, shape: string, key: string, renamed: Record<string, string> = {}) {
  const members = shapes[shape]?.members ?? {};
  const wanted = [renamed[key] ?? key, key, `${key}s`, key.replace(/s$/, "")].map(plain);
  const found = wanted.flatMap((one) => Object.keys(members).filter((member) => plain(member) === one))[0];
  return found === undefined ? undefined : members[found]?.shape;
}

/** Why the API refuses a value; undefined where it does not. */
function refusalOf(value: string | number | boolean, shape: Shape): string | undefined {
  const text = String(value);
  if (shape.enum && !shape.enum.includes(text)) return `is none of ${shape.enum.join(", ")}`;
  if (shape.type === "string" && outside(text.length, shape)) return `has ${text.length} characters, ${range(shape)}`;
  if (shape.type === "string" && shape.pattern && !matches(text, shape.pattern)) return `is not ${shape.pattern}`;
  if (["integer", "long", "float", "double"].includes(shape.type)) {
    if (Number.isNaN(Number(value))) return "is no number";
    if (outside(Number(value), shape)) return `is outside ${range(shape)}`;
  }
  if (shape.type === "boolean" && text !== "true" && text !== "false") return "is neither true nor false";
  return undefined;
}

const outside = (count: number, { min = -Infinity, max = Infinity }: Shape) => count < min || count > max;

const range = ({ min, max }: Shape) => `from ${min ?? "any"} to ${max ?? "any"}`;

/** AWS means the whole value, by a pattern of Java's: some are none under `u`, and some are none without it. */
function matches(text: string, pattern: string): boolean {
  const whole = `^(?:${pattern.replaceAll("\\p{Graph}", "[!-~]").replaceAll("(?i)", "")})$`;
  try {
    return new RegExp(whole, "u").test(text);
  } catch {
    return new RegExp(whole).test(text);
  }
}

const plain = (name: string) => name.replace(/[^a-z0-9]/gi, "").toLowerCase();

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
