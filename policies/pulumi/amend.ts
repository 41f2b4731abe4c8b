import type { Amendment } from "../rule";

/**
 * Makes the amendments in Pulumi's properties. They are set through the SDK's proxy, which keeps secrets secret and throws only
 * where an amendment would have to look inside something unknown.
 */
export function amend(props: Record<string, unknown>, amendments: Amendment[]): Record<string, unknown> | undefined {
  for (const { property, value } of amendments) {
    const keys = keysOf(property.path);
    const parents = keys.slice(0, -1);
    const last = keys[parents.length] ?? "";
    parents.reduce((target, key) => (target[key] ??= {}) as Record<string, unknown>, props)[last] = value;
  }
  return amendments.length > 0 ? props : undefined;
}

/** `blockDeviceMappings[0].ebs` as its keys. */
const keysOf = (path: string) => path.match(/[^.[\]]+/g) ?? [];
