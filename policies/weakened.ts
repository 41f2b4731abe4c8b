import wildcard from "wildcard-match";
import { defaultOf } from "./parameters";
import type { Parameter, Rule } from "./rule";
import type { StackFacts } from "./stackFacts";

/** A parameter that the stack file sets to ask for less than the rule does by itself. */
export interface Weakened {
  parameter: string;
  /** What is so, as what follows "the stack file sets". */
  how: string;
}

/** The rule's parameters that the stack file weakens. What the pack's configuration sets is the organisation's word, not the stack's. */
export function weakenedParameters(rule: Rule, facts: StackFacts, configured: Record<string, unknown>): Weakened[] {
  return Object.entries(facts.parameters[rule.id] ?? {}).flatMap(([name, value]) => {
    const parameter = rule.parameters[name];
    if (!parameter || name in configured) return [];
    const usual = defaultOf(parameter, facts);
    if (!asksForLess(parameter, value, usual)) return [];
    const than = parameter.weaker === "other" ? "in place of" : "weaker than";
    return [{ parameter: name, how: `${name} to ${JSON.stringify(value)}, ${than} ${JSON.stringify(usual)}` }];
  });
}

function asksForLess({ weaker }: Parameter, value: unknown, usual: unknown): boolean {
  if (weaker === undefined) return false;
  if (weaker === "other") return value !== usual;
  const [fewer, more] = weaker === "lower" ? [value, usual] : [usual, value];
  if (Array.isArray(fewer) && Array.isArray(more)) return !covers(fewer, more);
  return Number(fewer) < Number(more);
}

/** Whether every element is one of the list's; some lists are of patterns. */
function covers(list: unknown[], elements: unknown[]): boolean {
  const matches = wildcard(list.map(String), { separator: false });
  return elements.every((element) => matches(String(element)));
}
