import type { PropertyMap, PropertyValue } from "./engine";

/** The key that marks a special object, and the marks (sdk/go/common/resource/properties.go in pulumi/pulumi). */
export const signatureKey = "4dabf18193072939515e22adb298388d";
export const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  resourceReference: "5cf8f73096256a8f31e491e813e4eb8e",
  outputValue: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** What stands in for a value that only a deployment can tell. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What stands in for a secret wherever a result can be read. */
export const maskedText = "[secret]";

export type PropertyObject = { [key: string]: PropertyValue };

export function isObject(value: PropertyValue | undefined): value is PropertyObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasSignature(value: PropertyValue | undefined, signature: string): value is PropertyObject {
  return isObject(value) && value[signatureKey] === signature;
}

export const isSecret = (value: PropertyValue | undefined) => hasSignature(value, signatures.secret);
export const isOutputValue = (value: PropertyValue | undefined) => hasSignature(value, signatures.outputValue);
export const isResourceReference = (value: PropertyValue | undefined) =>
  hasSignature(value, signatures.resourceReference);
export const isUnknown = (value: PropertyValue | undefined) => value === unknownValue;

export function makeSecret(value: PropertyValue): PropertyObject {
  return { [signatureKey]: signatures.secret, value };
}

/** A secret as a state file writes it, its text masked. */
export function maskedSecret(): PropertyObject {
  return { [signatureKey]: signatures.secret, ciphertext: maskedText };
}

/** The value with each object member and list element replaced, leaves first decided by `change`: undefined descends. */
export function mapValue(
  value: PropertyValue,
  change: (value: PropertyValue) => PropertyValue | undefined,
): PropertyValue {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) return value.map((element) => mapValue(element, change));
  if (isObject(value)) return mapProperties(value, (member) => mapValue(member, change));
  return value;
}

export function mapProperties(
  properties: PropertyMap,
  change: (value: PropertyValue, name: string) => PropertyValue,
): PropertyMap {
  const result: PropertyMap = {};
  for (const name of Object.keys(properties)) result[name] = change(properties[name] ?? null, name);
  return result;
}

/** Whether `test` holds for the value or anything inside it. */
function containsValue(value: PropertyValue | undefined, test: (value: PropertyValue) => boolean): boolean {
  if (value === undefined) return false;
  if (test(value)) return true;
  if (Array.isArray(value)) return value.some((element) => containsValue(element, test));
  return isObject(value) && Object.values(value).some((member) => containsValue(member, test));
}

export const containsUnknown = (value: PropertyValue | undefined) => containsValue(value, isUnknown);
export const containsSecret = (value: PropertyValue | undefined) => containsValue(value, isSecret);

/** Without secrets' wrapping. What it returns must not leave the process. */
export function unwrapSecrets(value: PropertyValue): PropertyValue {
  return mapValue(value, (inner) => (isSecret(inner) ? unwrapSecrets(inner.value ?? null) : undefined));
}

/** With each secret masked and each object's keys in order, so that equal values are equal bytes. */
function publicValue(value: PropertyValue): PropertyValue {
  if (isSecret(value)) return maskedSecret();
  if (Array.isArray(value)) return value.map(publicValue);
  return isObject(value) ? publicProperties(value) : value;
}

export function publicProperties(properties: PropertyMap): PropertyMap {
  const result: PropertyMap = {};
  for (const name of Object.keys(properties).sort()) result[name] = publicValue(properties[name] ?? null);
  return result;
}

/**
 * A value as the program sent it, in the form the engine keeps: output values become what they hold, a text built around an
 * unknown value is itself unknown, and the URNs that output values name are added to `dependencies`.
 */
export function settle(value: PropertyValue, dependencies?: Set<string>): PropertyValue {
  if (typeof value === "string") return value.includes(unknownValue) ? unknownValue : value;
  if (Array.isArray(value)) return value.map((element) => settle(element, dependencies));
  if (!isObject(value)) return value;
  if (isOutputValue(value)) return settleOutput(value, dependencies);
  return mapProperties(value, (member) => settle(member, dependencies));
}

function settleOutput(output: PropertyObject, dependencies?: Set<string>): PropertyValue {
  for (const urn of Array.isArray(output.dependencies) ? output.dependencies : []) {
    if (typeof urn === "string") dependencies?.add(urn);
  }
  const value = "value" in output ? settle(output.value ?? null, dependencies) : unknownValue;
  return output.secret === true ? makeSecret(value) : value;
}
