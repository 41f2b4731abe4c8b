/** A step into a stack file: a key, a place in a list, or the item of a list that has the name. */
export type Step = string | number | { named: string };

/** What may stand in a changed place. */
export type Value = string | string[] | { spot: string[] };

/** One thing in which the new region's file differs from the file that it is made from. */
export interface Change {
  path: readonly Step[];
  /** As the source has it. */
  from?: string;
  /** Undefined takes it out. */
  to: Value | undefined;
  /** Why it cannot or should not stay as it was. */
  because: string;
  /** Whether the file itself should say why. */
  comment?: boolean;
}

/** The path as people write it: `pools.train-h200.zone`. */
export function pathText(path: readonly Step[]): string {
  return path.map((step) => (typeof step === "object" ? step.named : String(step))).join(".");
}

/** The value as people write it. */
export function valueText(value: Value): string {
  return typeof value === "object" && "spot" in value ? `spot of ${value.spot.join(", ")}` : [value].flat().join(", ");
}
