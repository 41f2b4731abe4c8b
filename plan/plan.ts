import type { LinkLoad } from "./bandwidth";
import type { Bill } from "./bill";
import type { PlanSite } from "./edge";
import type { PlanRecovery } from "./recovery/objectives";
import type { Finding } from "./finding";
import type { PlanResource } from "./resource";

export type { Finding } from "./finding";
export type { PlanResource } from "./resource";

/** What `aidc plan --json` prints, described by `plan/plan.schema.json`. Same inputs, same bytes. */
export interface Plan {
  schemaVersion: 1;
  project: string;
  stack: string;
  /** The stack file, relative to the project folder. */
  file: string;
  region: string;
  environment: string;
  summary: { resources: number; changes: Record<string, number> };
  policy: PlanPolicy;
  bill: Bill;
  /** What failures cost; absent where the stack has no recovery component. */
  recovery?: PlanRecovery;
  /** What the Backbone's links carry; absent where the stack states no traffic. */
  bandwidth?: LinkLoad[];
  /** Sites outside the region's zones; absent where the file has none. */
  edge?: PlanSite[];
  diagnostics: { severity: string; message: string; urn?: string }[];
  resources: PlanResource[];
  /** What stands and would be deleted. */
  deleted: { urn: string; type: string; protect: boolean }[];
}

export interface PlanPolicy {
  /** `none`: no pack ran. */
  verdict: "pass" | "fail" | "none";
  packs: { name: string; version: string; rules: number }[];
  findings: Finding[];
}
