import type { RuleInfo } from "../plan/check/check";
import type { Finding, Outcome } from "../plan/finding";
import { frameworks } from "../policies/frameworks";

/** How many of the rules that serve a framework have each outcome: a rule's gravest on any resource. */
export interface FrameworkVerdict {
  name: string;
  version: string;
  rules: number;
  counts: Record<Outcome, number>;
}

const gravestFirst: Outcome[] = ["fail", "error", "undetermined", "excepted", "pass", "notApplicable"];

/** Frameworks that rules serve, in the order of `policies/frameworks.ts`. A rule without a subject judges nothing. */
export function frameworkVerdicts(rules: readonly RuleInfo[], verdicts: readonly Finding[]): FrameworkVerdict[] {
  const outcomes = new Map<string, Outcome>();
  for (const { rule, outcome } of verdicts) {
    const before = outcomes.get(rule) ?? "notApplicable";
    if (gravestFirst.indexOf(outcome) < gravestFirst.indexOf(before)) outcomes.set(rule, outcome);
  }
  return Object.entries(frameworks).flatMap(([key, { name, version }]) => {
    const serving = rules.filter((rule) => rule.frameworks.includes(key));
    if (serving.length === 0) return [];
    const counts: Record<Outcome, number> = {
      pass: 0,
      fail: 0,
      undetermined: 0,
      notApplicable: 0,
      excepted: 0,
      error: 0,
    };
    for (const { id } of serving) counts[outcomes.get(id) ?? "notApplicable"] += 1;
    return [{ name, version, rules: serving.length, counts }];
  });
}
