import { type Facts, readFacts } from "./facts";

export type LinkKind = "vpnTunnel" | "transitGatewayPeering";

interface LinkFacts extends Facts {
  gbps: Record<LinkKind, { value: number; source: string }>;
}

/** Gb/s that AWS carries at most, one way. */
export function linkGbps(kind: LinkKind): number {
  return readFacts<LinkFacts>("links").gbps[kind].value;
}
