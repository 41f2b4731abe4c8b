import type { PreviousResource, PropertyMap, PropertyValue, ResourceChange } from "./engine";
import { isObject, isSecret } from "./values";

/** What decides how a resource changes. */
export interface ChangeRules {
  ignoreChanges: string[];
  replaceOnChanges: string[];
  /** Inputs of the type that cannot change in place. */
  immutable: () => Set<string>;
}

/** How a resource gets from what stands to what is asked for. */
export function changeOf(
  previous: PreviousResource,
  type: string,
  inputs: PropertyMap,
  rules: ChangeRules,
): ResourceChange {
  const ignored = withIgnoredChanges(previous.inputs, inputs, rules.ignoreChanges);
  const differingKeys = differingPaths(previous.inputs, ignored);
  const renamed = previous.type !== type;
  if (differingKeys.length === 0 && !renamed) return { kind: "same" };
  const replaceKeys = differingKeys.filter((path) => forcesReplacement(path, rules));
  if (replaceKeys.length > 0) return { kind: "replace", differingKeys, replaceKeys };
  return differingKeys.length > 0 ? { kind: "update", differingKeys } : { kind: "same" };
}

function forcesReplacement(path: string, rules: ChangeRules): boolean {
  const [first = ""] = parsePath(path);
  if (rules.immutable().has(first)) return true;
  return rules.replaceOnChanges.some((listed) => startsWith(parsePath(path), parsePath(listed)));
}

/**
 * The paths at which two property maps differ, in order. A key that only a provider's default set is no difference, nor are
 * two secrets: what they hide cannot be compared.
 */
export function differingPaths(before: PropertyMap, after: PropertyMap): string[] {
  return [...differences(before, after, "")].sort();
}

function* differences(before: PropertyValue, after: PropertyValue, path: string): Generator<string> {
  if (isSecret(before) && isSecret(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* memberDifferences(before[index], after[index], `${path}[${index}]`);
    }
  } else if (isObject(before) && isObject(after)) {
    const defaults = Array.isArray(before.__defaults) ? before.__defaults : [];
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (key.startsWith("__") || (!(key in after) && defaults.includes(key))) continue;
      yield* memberDifferences(before[key], after[key], path + segmentText(key, path === ""));
    }
  } else if (before !== after) {
    yield path;
  }
}

function* memberDifferences(before: PropertyValue | undefined, after: PropertyValue | undefined, path: string) {
  if (before === undefined || after === undefined) {
    if ((before ?? null) !== (after ?? null)) yield path;
  } else {
    yield* differences(before, after, path);
  }
}

/** The new inputs with what stands at the ignored paths. `*` stands for any key. */
export function withIgnoredChanges(before: PropertyMap, after: PropertyMap, paths: string[]): PropertyMap {
  let result: PropertyValue = after;
  for (const path of paths) result = keep(before, result, parsePath(path));
  return result as PropertyMap;
}

function keep(before: PropertyValue | undefined, after: PropertyValue, [key, ...rest]: string[]): PropertyValue {
  if (key === undefined) return before ?? null;
  if (Array.isArray(after)) return after.map((element, index) => keepAt(before, element, key, String(index), rest));
  if (!isObject(after)) return after;
  const result = { ...after };
  const keys = key === "*" ? [...Object.keys(after), ...(isObject(before) ? Object.keys(before) : [])] : [key];
  for (const name of keys) {
    const stood = isObject(before) ? before[name] : undefined;
    if (rest.length > 0 && name in result) result[name] = keep(stood, result[name] ?? null, rest);
    else if (rest.length === 0 && stood !== undefined) result[name] = stood;
    else if (rest.length === 0) delete result[name];
  }
  return result;
}

function keepAt(before: PropertyValue | undefined, element: PropertyValue, key: string, index: string, rest: string[]) {
  if (key !== "*" && key !== index) return element;
  const stood = Array.isArray(before) ? before[Number(index)] : undefined;
  return rest.length > 0 ? keep(stood, element, rest) : (stood ?? element);
}

/** `a.b[0]["c.d"]` as its keys. */
export function parsePath(path: string): string[] {
  const segments = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g);
  return [...segments].map(([, quoted, index, name]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? name ?? "");
}

function segmentText(key: string, first: boolean): string {
  if (/^[A-Za-z_$][\w$-]*$/.test(key)) return first ? key : `.${key}`;
  return `[${JSON.stringify(key)}]`;
}

function startsWith(path: string[], prefix: string[]): boolean {
  return prefix.every((key, index) => key === "*" || key === path[index]);
}
