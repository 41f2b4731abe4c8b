/** What an order needs to know of a resource. */
interface Ordered {
  urn: string;
  parent?: string;
  dependencies: string[];
}

/** Parents and dependencies first, ties by URN: the order that does not depend on when a program registered what. */
export function inDependencyOrder<T extends Ordered>(resources: T[]): T[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Map<string, T>();
  const visit = (resource: T) => {
    if (ordered.has(resource.urn) || entered.has(resource.urn)) return;
    entered.add(resource.urn);
    const before = [...(resource.parent ? [resource.parent] : []), ...resource.dependencies].sort();
    for (const urn of before) {
      const dependency = byUrn.get(urn);
      if (dependency) visit(dependency);
    }
    ordered.set(resource.urn, resource);
  };
  const entered = new Set<string>();
  for (const urn of [...byUrn.keys()].sort()) {
    const resource = byUrn.get(urn);
    if (resource) visit(resource);
  }
  return [...ordered.values()];
}
