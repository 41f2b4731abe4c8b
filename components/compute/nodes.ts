import type { Nodes } from "../../spec/stack";

/** A managed node group's scaling, as EKS takes it. */
export interface Scaling {
  minSize: number;
  maxSize: number;
  desiredSize: number;
}

/** Whether the number of nodes follows what pods ask for. */
export function isElastic(nodes: Nodes): boolean {
  return typeof nodes !== "number" && nodes.max > nodes.min;
}

/** A fixed number keeps the group at it; a range starts at its minimum and belongs to the autoscaler. */
export function scaling(nodes: Nodes): Scaling {
  // EKS takes no maximum below 1, even for a group that is switched off.
  if (typeof nodes === "number") return { minSize: nodes, maxSize: Math.max(nodes, 1), desiredSize: nodes };
  return { minSize: nodes.min, maxSize: nodes.max, desiredSize: nodes.min };
}

/** Shares nodes out over `zones` groups as evenly as whole nodes allow; the first groups take the remainder. */
export function spread(nodes: Nodes, zones: number): Nodes[] {
  return Array.from({ length: zones }, (_, zone) => {
    const share = (total: number) => Math.floor(total / zones) + (zone < total % zones ? 1 : 0);
    return typeof nodes === "number" ? share(nodes) : { min: share(nodes.min), max: Math.max(share(nodes.max), 1) };
  });
}

/** The autoscaler moves a range's desired size: a deployment must not move it back. */
export function ignoredScaling(nodes: Nodes): string[] {
  return typeof nodes === "number" ? [] : ["scalingConfig.desiredSize"];
}
