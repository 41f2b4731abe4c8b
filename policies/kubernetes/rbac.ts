import type { GraphResource } from "../../plan/graph";
import { allOf, type Property, type Truth } from "../../plan/property";

/** The rules of a role. Of a list that is unknown, its one unknown. */
export function rulesOf(role: GraphResource): Property[] {
  const rules = role.at("rules");
  return rules.isUnknown ? [rules] : rules.elements;
}

/** Whether the rule grants one of the verbs, by name or by `*`, on the resource. */
export function grants(rule: Property, resource: string, ...verbs: string[]): Truth {
  return allOf([
    rule.at("resources").some((one) => one.is(resource, "*")),
    rule.at("verbs").some((verb) => verb.is("*", ...verbs)),
  ]);
}
