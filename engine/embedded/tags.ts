import type { PropertyMap, PropertyValue } from "../engine";
import { containsSecret, containsUnknown, isObject, makeSecret, unknownValue, unwrapSecrets } from "../values";

/** Where the AWS provider takes default and ignored tags from. */
export interface TagSettings {
  defaults: PropertyMap;
  ignoredKeys: string[];
  ignoredPrefixes: string[];
}

/** Reads a provider's `defaultTags` and `ignoreTags`, which the SDK sends as JSON texts; "unknown" where they are. */
export function tagSettings(provider: PropertyMap | undefined): TagSettings | "unknown" {
  const defaultTags = structureOf(provider?.defaultTags);
  const ignoreTags = structureOf(provider?.ignoreTags);
  if (containsUnknown(defaultTags) || containsUnknown(ignoreTags)) return "unknown";
  const { tags } = isObject(defaultTags) ? defaultTags : {};
  const { keys, keyPrefixes } = isObject(ignoreTags) ? ignoreTags : {};
  return {
    defaults: isObject(tags) ? tags : {},
    ignoredKeys: Array.isArray(keys) ? keys.map(String) : [],
    ignoredPrefixes: Array.isArray(keyPrefixes) ? keyPrefixes.map(String) : [],
  };
}

function structureOf(setting: PropertyValue | undefined): PropertyValue {
  const plain = unwrapSecrets(setting ?? null);
  return typeof plain === "string" && plain.startsWith("{") ? (JSON.parse(plain) as PropertyValue) : plain;
}

/** What the AWS provider's check puts in `tagsAll`: the defaults, overlaid by the resource's own, without the ignored. */
export function allTags(tags: PropertyValue | undefined, settings: TagSettings | "unknown"): PropertyValue {
  if (settings === "unknown" || containsUnknown(tags)) return unknownValue;
  const own = unwrapSecrets(tags ?? {});
  const merged = { ...settings.defaults, ...(isObject(own) ? own : {}) };
  const ignored = (key: string) =>
    settings.ignoredKeys.includes(key) || settings.ignoredPrefixes.some((prefix) => key.startsWith(prefix));
  const result = Object.fromEntries(Object.entries(merged).filter(([key]) => !ignored(key)));
  return containsSecret(tags) ? makeSecret(result) : result;
}
