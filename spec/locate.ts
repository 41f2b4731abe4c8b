import type { Path, Position } from "./problems";
import { nameOf } from "./merge";
import type { Located } from "./source";

export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** The value without positions. */
export function plain(value: Located): Plain {
  if (value.kind === "scalar") return value.value;
  if (value.kind === "list") return value.items.map(plain);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
}

/** Where the value at the path is said: the position of its key, or of the nearest enclosing value that exists. */
export function locate(root: Located, path: Path): Position {
  let value = root;
  let position = root.at;
  for (const step of path) {
    if (value.kind === "map") {
      const entry = value.entries.get(String(step));
      if (!entry) return position;
      value = entry.value;
      position = entry.keyAt;
    } else {
      const item = value.kind === "list" ? value.items[Number(step)] : undefined;
      if (!item) return position;
      value = item;
      position = item.at;
    }
  }
  return position;
}

/** The path in the user's terms: `pools[1] (train-h200).nodes`. */
export function describePath(root: Located, path: Path): string {
  let value: Located | undefined = root;
  let text = "";
  for (const step of path) {
    if (typeof step === "number") {
      value = value?.kind === "list" ? value.items[step] : undefined;
      const name = value && nameOf(value);
      text += `[${step}]${name === undefined ? "" : ` (${name})`}`;
    } else {
      value = value?.kind === "map" ? value.entries.get(step)?.value : undefined;
      text += text === "" ? step : `.${step}`;
    }
  }
  return text;
}
