import { type Facts, readFacts } from "./facts";

/** Where nodes stand outside the region's own zones. */
export type EdgeKind = "local-zone" | "outpost";

/** What AWS has there, of what the toolkit uses. */
export interface EdgeServices {
  /** Which nodes EKS takes there. */
  nodes: "managed" | "self-managed";
  /** How instances can be bought. */
  purchase: ("on-demand" | "reservation")[];
  /** The EBS volume type that every such place has. */
  volumeType: string;
}

interface EdgeFacts extends Facts {
  kinds: Record<EdgeKind, EdgeServices & { source: string[] }>;
  fibre: { kilometresPerMillisecond: number; source: string[] };
}

export function edgeServices(kind: EdgeKind): EdgeServices {
  const { nodes, purchase, volumeType } = readFacts<EdgeFacts>("edge").kinds[kind];
  return { nodes, purchase, volumeType };
}

/** The least that a request and its answer take over so much fibre, milliseconds: no route is straight, and routers add to it. */
export function leastRoundTripMs(kilometres: number): number {
  return (2 * kilometres) / readFacts<EdgeFacts>("edge").fibre.kilometresPerMillisecond;
}
