import type { Plan } from "../plan";
import type { Difference, ResourceDifference } from "./check";
import { isComponentType, isStateful } from "./stateful";

const kinds = ["delete", "replace", "update", "create"] as const;

/** What a plan would change in the cloud, against what it was compared with. Components and providers are left out: their resources speak for them. */
export function differenceOf({ resources, deleted }: Pick<Plan, "resources" | "deleted">): Difference {
  const changed = resources.flatMap(({ urn, type, name, custom, protect, change }): ResourceDifference[] => {
    const kind = kinds.find((one) => one === change.kind);
    if (!kind || !custom || isComponentType(type)) return [];
    const keys = (kind === "replace" ? change.replaceKeys : change.differingKeys) ?? [];
    return [{ kind, urn, type, name, stateful: isStateful(type, protect), protect, keys }];
  });
  const gone = deleted
    .filter(({ type }) => !isComponentType(type))
    .map(({ urn, type, protect }): ResourceDifference => {
      const name = urn.slice(urn.lastIndexOf("::") + 2);
      return { kind: "delete", urn, type, name, stateful: isStateful(type, protect), protect, keys: [] };
    });
  const changes = [...changed, ...gone].sort(loudestFirst);
  const counts: Record<string, number> = {};
  for (const { kind } of changes) counts[kind] = (counts[kind] ?? 0) + 1;
  return { counts, changes };
}

/** Whether what it holds is lost. */
export const losesState = ({ kind, stateful }: ResourceDifference) =>
  stateful && (kind === "delete" || kind === "replace");

function loudestFirst(a: ResourceDifference, b: ResourceDifference): number {
  const order = (one: ResourceDifference) => (losesState(one) ? -1 : kinds.indexOf(one.kind));
  return order(a) - order(b) || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.urn < b.urn ? -1 : 1);
}
