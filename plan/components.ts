import type { PlanResource } from "./resource";

/** A component of the plan's first two levels with what it makes, all its descendants counted by kind. */
export interface ComponentSummary {
  name: string;
  /** The class, for example `Network`. */
  kind: string;
  resources: number;
  /** Most frequent kinds first, ties by name. */
  kinds: { kind: string; count: number }[];
}

/** The stack's top components with their own components below: what a person reads first. */
export function componentsOf(resources: PlanResource[]): { root: PlanResource; components: ComponentSummary[] }[] {
  const children = new Map<string, PlanResource[]>();
  for (const resource of resources) {
    if (resource.parent) children.set(resource.parent, [...(children.get(resource.parent) ?? []), resource]);
  }
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const roots = (children.get(stack?.urn ?? "") ?? []).filter(({ custom }) => !custom);
  return roots.map((root) => ({
    root,
    components: (children.get(root.urn) ?? [])
      .filter(({ custom }) => !custom)
      .map((component) => summaryOf(component, children))
      .filter(({ resources }) => resources > 0)
      .sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.name < b.name ? -1 : 1)),
  }));
}

function summaryOf(component: PlanResource, children: Map<string, PlanResource[]>): ComponentSummary {
  const counts = new Map<string, number>();
  const visit = (urn: string) => {
    for (const child of children.get(urn) ?? []) {
      if (child.custom) counts.set(kindOf(child.type), (counts.get(kindOf(child.type)) ?? 0) + 1);
      visit(child.urn);
    }
  };
  visit(component.urn);
  const kinds = [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
  return {
    name: component.name,
    kind: kindOf(component.type),
    resources: kinds.reduce((total, { count }) => total + count, 0),
    kinds,
  };
}

/** The class of a type token: `aws:s3/bucket:Bucket` is a `Bucket`. */
export function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}
