import { makeUrn, parseUrn, stackType } from "../urn";
import type { Alias, Goal } from "./state";

interface Naming {
  stack: string;
  project: string;
  /** The URN that a resource of this preview had before, where one of its aliases matched. */
  previousUrn(urn: string): string | undefined;
}

/** The URNs a resource may have had: its own aliases, and those that follow from its parent's. */
export function aliasUrns(goal: Pick<Goal, "type" | "name" | "parent" | "aliases">, naming: Naming): string[] {
  const own = goal.aliases.map((alias) => urnOf(alias, goal, naming));
  const before = goal.parent ? naming.previousUrn(goal.parent) : undefined;
  if (!before) return [...new Set(own)];
  const parentName = parseUrn(goal.parent).name;
  const inherited = [{ type: goal.type, name: goal.name }, ...own.map(parseUrn)].map(({ type, name }) =>
    childOf(before, parentName, type, name, naming),
  );
  return [...new Set([...own, ...inherited])];
}

function urnOf(alias: Alias, goal: Pick<Goal, "type" | "name" | "parent">, naming: Naming): string {
  if ("urn" in alias) return alias.urn;
  const given = alias.parent ? (naming.previousUrn(alias.parent) ?? alias.parent) : goal.parent;
  const parent = alias.noParent || !given || parseUrn(given).qualifiedType === stackType ? undefined : given;
  const [stack, project] = [alias.stack || naming.stack, alias.project || naming.project];
  return makeUrn(stack, project, parent, alias.type || goal.type, alias.name || goal.name);
}

/** A child named after its parent was named after the parent's earlier name. */
function childOf(parentBefore: string, parentName: string, type: string, name: string, naming: Naming): string {
  const childName = name.startsWith(parentName) ? parseUrn(parentBefore).name + name.slice(parentName.length) : name;
  return makeUrn(naming.stack, naming.project, parentBefore, type, childName);
}
