import type { MemberRegion } from "../../spec/stack";
import { environmentsOf } from "./transitRoutes";

/** A core network policy, as far as the Backbone needs it. Source: AWS Cloud WAN User Guide, "Core network policy version parameters". */
export interface CoreNetworkPolicy {
  version: "2021.12";
  "core-network-configuration": {
    "vpn-ecmp-support": boolean;
    "asn-ranges": string[];
    "edge-locations": { location: string; asn: number }[];
  };
  segments: {
    name: string;
    description: string;
    "edge-locations": string[];
    "require-attachment-acceptance": boolean;
  }[];
  "attachment-policies": {
    "rule-number": number;
    "condition-logic": "and" | "or";
    conditions: { type: "tag-exists"; key: string }[];
    action: { "association-method": "tag"; "tag-value-of-key": string };
  }[];
}

/** What says an attachment's segment. */
export const segmentTag = "aidc:environment";

/**
 * A segment for each environment, at the edges where it has addresses. No segment is shared with another, so none reaches another:
 * that is Cloud WAN's own default, and the policy has no segment action to change it.
 */
export function coreNetworkPolicy(regions: readonly MemberRegion[]): CoreNetworkPolicy {
  const environments = [...new Set(regions.flatMap(environmentsOf))];
  return {
    version: "2021.12",
    "core-network-configuration": {
      "vpn-ecmp-support": true,
      "asn-ranges": regions.map(({ asn }) => `${asn}-${asn}`),
      "edge-locations": regions.map(({ name, asn }) => ({ location: name, asn })),
    },
    segments: environments.map((environment) => ({
      name: environment,
      description: `VPCs and sites of ${environment}`,
      "edge-locations": regions.filter(({ ranges }) => ranges[environment] !== undefined).map(({ name }) => name),
      "require-attachment-acceptance": false,
    })),
    "attachment-policies": [
      {
        "rule-number": 100,
        "condition-logic": "and",
        conditions: [{ type: "tag-exists", key: segmentTag }],
        action: { "association-method": "tag", "tag-value-of-key": segmentTag },
      },
    ],
  };
}
