import type { Check, CheckedFinding, StackCheck } from "../../check/check";
import { losesState } from "../../check/difference";
import { isBroken } from "../../check/findings";
import { plural, signedDollars } from "../words";

/** The findings of a stack as reports group them. */
export interface Groups {
  failing: CheckedFinding[];
  /** Neither failing nor excused: advice, and what only a deployment can tell. */
  advisory: CheckedFinding[];
  undetermined: CheckedFinding[];
  excepted: CheckedFinding[];
  baselined: CheckedFinding[];
}

export function groupsOf({ findings }: Pick<StackCheck, "findings">): Groups {
  const rest = findings.filter(({ fails, baselined, outcome }) => !fails && !baselined && outcome !== "excepted");
  return {
    failing: findings.filter(({ fails }) => fails),
    advisory: rest.filter(({ outcome }) => outcome !== "undetermined"),
    undetermined: rest.filter(({ outcome }) => outcome === "undetermined"),
    excepted: findings.filter(({ outcome }) => outcome === "excepted"),
    baselined: findings.filter(({ baselined }) => baselined),
  };
}

/** The result in one sentence: what blocks, what is lost, what it costs. */
export function headlineOf({ stacks, verdict }: Pick<Check, "stacks" | "verdict">): string {
  const failing = stacks.flatMap((stack) => groupsOf(stack).failing).length;
  const lost = stacks.flatMap(({ difference }) => difference?.changes.filter(losesState) ?? []).length;
  const over = stacks.filter(({ cost }) => cost?.overBudget).length;
  const broken = stacks.filter(isBroken).length;
  const changes = stacks.flatMap(({ cost }) => cost?.monthlyUSD.change ?? []);
  const parts = [
    ...(broken > 0 ? [`${plural(broken, "stack")} without a plan`] : []),
    ...(failing > 0 ? [`${plural(failing, "finding")} to mend`] : []),
    ...(over > 0 ? [`${plural(over, "stack")} over budget`] : []),
    ...(lost > 0 ? [`${plural(lost, "stateful resource")} to be lost`] : []),
    ...(changes.length > 0 ? [costPhrase(changes.reduce((sum, change) => sum + change, 0))] : []),
  ];
  return `${verdict === "pass" ? "Passed" : "Failed"}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}

const costPhrase = (change: number) => (change === 0 ? "no change of cost" : `${signedDollars(change)} a month`);

/** How many verdicts there are, in words: what was judged, what could not be. */
export function judgedPhrase(stack: StackCheck): string {
  const { pass, error } = stack.outcomes;
  const { failing, advisory, excepted, baselined } = groupsOf(stack);
  const parts = [
    `${pass} passed`,
    `${failing.length} to mend`,
    ...(advisory.length > 0 ? [`${advisory.length} advisory`] : []),
    `${stack.outcomes.undetermined} undetermined before deployment`,
    ...(excepted.length > 0 ? [`${excepted.length} excepted`] : []),
    ...(baselined.length > 0 ? [`${baselined.length} in the baseline`] : []),
    ...(error > 0 ? [`${plural(error, "rule")} could not judge`] : []),
  ];
  return parts.join(", ");
}

/** `3 to create, 1 to replace`. */
export function countsPhrase(counts: Record<string, number>): string {
  const phrases = Object.entries(counts).map(([kind, count]) => `${count} to ${kind}`);
  return phrases.length > 0 ? phrases.join(", ") : "no change";
}
