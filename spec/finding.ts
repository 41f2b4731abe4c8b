import type { Path } from "./problems";

/** A problem before it has a position: what is wrong with the value at a path of the merged stack. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly found?: string;
  readonly allowed?: readonly string[];
  readonly hint?: string;
}
