import { type Example, loadExamples, type RuleExamples } from "../../policies/examples";
import { packs } from "../../policies/registry";
import type { Pack, Rule } from "../../policies/rule";

/** One example of one rule, with the outcome it must have and the resources it must name. */
export interface Case {
  pack: Pack & { directory: string };
  rule: Rule;
  example: Example;
  parameters: NonNullable<RuleExamples["parameters"]>;
  outcome: "pass" | "fail" | "undetermined";
  at: string[];
}

/** Every example of every rule. */
export async function cases(): Promise<Case[]> {
  const found: Case[] = [];
  for (const pack of packs) {
    for (const rule of pack.rules) {
      const { good, bad, undetermined = [], parameters = {} } = await loadExamples(pack.name, rule);
      const add = (outcome: Case["outcome"], example: Example, at: string[]) =>
        found.push({ pack, rule, example, parameters, outcome, at });
      for (const example of good) add("pass", example, []);
      for (const example of bad) add("fail", example, example.at);
      for (const example of undetermined) add("undetermined", example, example.at);
    }
  }
  return found;
}
