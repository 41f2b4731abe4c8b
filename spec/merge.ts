import type { Entry, Located } from "./source";

/**
 * Lays `over` on `base`: maps merge key by key, lists of named items by `name` (new names follow in order), anything else is
 * replaced. An explicit null removes what was inherited. Each value keeps the position of the file that said it.
 */
export function merge(base: Located, over: Located): Located {
  if (base.kind === "map" && over.kind === "map") {
    const entries = new Map<string, Entry>(base.entries);
    for (const [key, entry] of over.entries) {
      const inherited = base.entries.get(key);
      if (entry.value.kind === "scalar" && entry.value.value === null && inherited) entries.delete(key);
      else entries.set(key, inherited ? { ...entry, value: merge(inherited.value, entry.value) } : entry);
    }
    return { kind: "map", at: over.at, entries };
  }
  if (base.kind === "list" && over.kind === "list" && over.items.length > 0 && isNamed(base) && isNamed(over)) {
    return { kind: "list", at: over.at, items: mergeNamed(base.items, over.items) };
  }
  return over;
}

function mergeNamed(base: readonly Located[], over: readonly Located[]): Located[] {
  const merged = [...base];
  for (const item of over) {
    const index = base.findIndex((candidate) => nameOf(candidate) === nameOf(item));
    const inherited = merged[index];
    if (inherited) merged[index] = merge(inherited, item);
    else merged.push(item);
  }
  return merged;
}

const isNamed = (list: Located & { kind: "list" }) => list.items.every((item) => nameOf(item) !== undefined);

/** The `name` of a list's item. */
export function nameOf(item: Located): string | undefined {
  const name = item.kind === "map" ? item.entries.get("name")?.value : undefined;
  return name?.kind === "scalar" && typeof name.value === "string" ? name.value : undefined;
}
