import { changeOf } from "./difference";
import type { PreviewResource, PreviousResource, ResourceChange } from "./engine";
import { makeUrn, parseUrn } from "./urn";

export interface PreviewDifference {
  /** By the URN of the newer preview. */
  changes: Map<string, ResourceChange>;
  deleted: PreviousResource[];
}

/** A preview's resource as what a later preview compares with. What it only reads it does not own. */
export function asPrevious(resources: PreviewResource[]): PreviousResource[] {
  return resources
    .filter((resource) => !resource.external)
    .map(({ urn, type, custom, parent, inputs, protect, dependencies }) => ({
      ...{ urn, type, custom, inputs, protect, dependencies },
      ...(parent ? { parent } : {}),
    }));
}

/**
 * How two previews of one stack differ, without running anything. `immutable` tells the inputs of a type that cannot change in
 * place. Options that only the program knows (`replaceOnChanges`) take part in the engine's own `previous` alone.
 */
export function differPreviews(
  before: PreviousResource[],
  after: PreviewResource[],
  immutable: (type: string) => Set<string>,
): PreviewDifference {
  const byUrn = new Map(before.map((resource) => [resource.urn, resource]));
  const claimed = new Map<string, string>();
  const changes = new Map<string, ResourceChange>();
  for (const resource of after) {
    const previous = candidates(resource, claimed)
      .map((urn) => byUrn.get(urn))
      .find(Boolean);
    if (previous) claimed.set(resource.urn, previous.urn);
    changes.set(resource.urn, changeFrom(previous, resource, immutable));
  }
  const kept = new Set(claimed.values());
  return { changes, deleted: before.filter(({ urn }) => !kept.has(urn)).sort((a, b) => (a.urn < b.urn ? -1 : 1)) };
}

function changeFrom(
  previous: PreviousResource | undefined,
  resource: PreviewResource,
  immutable: (type: string) => Set<string>,
): ResourceChange {
  if (resource.external) return { kind: "read" };
  if (!previous) return { kind: "create" };
  const change = changeOf(previous, resource.type, resource.inputs, {
    ignoreChanges: resource.ignoreChanges,
    replaceOnChanges: [],
    immutable: () => immutable(resource.type),
  });
  return previous.urn === resource.urn ? change : { ...change, previousUrn: previous.urn };
}

/** The URNs a resource may have had, its parent's earlier name counted in. Parents come before their children. */
function candidates({ urn, type, name, aliases, parent }: PreviewResource, claimed: Map<string, string>): string[] {
  const parentBefore = parent ? claimed.get(parent) : undefined;
  if (!parent || !parentBefore || parentBefore === parent) return [urn, ...aliases];
  const { stack, project } = parseUrn(urn);
  const [now, then] = [parseUrn(parent).name, parseUrn(parentBefore).name];
  const renamed = name.startsWith(now) ? then + name.slice(now.length) : name;
  return [urn, ...aliases, makeUrn(stack, project, parentBefore, type, renamed)];
}
