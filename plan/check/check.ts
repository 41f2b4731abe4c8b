import type { Concern, UsageAssumptions } from "../bill";
import type { Finding, Outcome, Severity } from "../finding";

/** What a pull request runs: `aidc check --json` prints it, described by `plan/check/check.schema.json`. */
export interface Check {
  schemaVersion: 1;
  /** The day on which it was judged, as `2027-01-31`. */
  date: string;
  /** What it is compared with. */
  base?: Base;
  verdict: "pass" | "fail";
  /** Every rule that judged, those of other packs too. */
  rules: RuleInfo[];
  stacks: StackCheck[];
  /** Stacks that the base has and that are no more: what they made still stands. */
  removedStacks: string[];
  baseline?: { file: string; findings: number; fixed: number };
}

export interface Base {
  /** As it was asked for. */
  ref: string;
  commit: string;
  /** The program that planned the base: `built` from the base's own code, where that is another. */
  program: "same" | "built";
}

export interface RuleInfo {
  id: string;
  pack: string;
  title: string;
  severity: Severity;
  rationale?: string;
  remediation?: string;
  helpUri?: string;
  /** Frameworks whose controls it serves. */
  frameworks: string[];
}

export interface StackCheck {
  stack: string;
  /** The stack file, relative to the project folder. */
  file: string;
  region: string;
  environment: string;
  verdict: "pass" | "fail";
  resources: number;
  /** Absent where there is nothing to compare with. */
  difference?: Difference;
  /** What is not fine, the gravest first. */
  findings: CheckedFinding[];
  /** What the base had. */
  fixed: CheckedFinding[];
  /** How many verdicts there are of each outcome. */
  outcomes: Record<Outcome, number>;
  /** Absent of a stack's state: it says nothing of use. */
  cost?: CostChange;
  diagnostics: { severity: string; message: string; urn?: string }[];
}

export interface CheckedFinding extends Finding {
  /** The same for the same finding in every run: of the rule, the resource and the property, not of what they say. */
  fingerprint: string;
  /** Against the base. */
  status?: "new" | "standing";
  /** Known to the baseline: it fails nothing. */
  baselined: boolean;
  /** It fails the check. */
  fails: boolean;
  resource?: { type: string; name: string };
  /** Where the stack file says what causes it. */
  location?: Location;
}

export interface Location {
  /** Relative to the project folder. */
  file: string;
  line: number;
  column: number;
}

export interface Difference {
  /** By kind of change. */
  counts: Record<string, number>;
  /** What loses data first, then replacements and deletions, updates and creations. */
  changes: ResourceDifference[];
}

export interface ResourceDifference {
  kind: "create" | "update" | "replace" | "delete";
  urn: string;
  type: string;
  name: string;
  /** It holds what would be lost with it. */
  stateful: boolean;
  protect: boolean;
  /** The properties that differ; of a replacement, those that force it. */
  keys: string[];
}

/** Monthly US dollars; the present figures and prices on both sides. */
export interface CostChange {
  monthlyUSD: Change;
  /** With every pool at its most nodes and every use at its high. */
  maximumMonthlyUSD: Change;
  concerns: ({ concern: Concern } & Change)[];
  budgetMonthlyUSD: number;
  overBudget: boolean;
  /** What the bill leaves out, counted by what is billed and why. */
  notPriced: { item: string; reason: string; count: number }[];
  usage: UsageAssumptions;
}

/** `before` and `change` are absent where there is nothing to compare with. */
export interface Change {
  before?: number;
  after: number;
  change?: number;
}
