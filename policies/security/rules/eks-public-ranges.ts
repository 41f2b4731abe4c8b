import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import type { PropertyValue } from "../../../plan/graph";
import { anyOf, not } from "../../../plan/property";

export const eksPublicRanges = resourceRule({
  id: "EKS-02",
  name: "eks-public-ranges",
  title: "A public API endpoint answers to named networks alone",
  severity: "critical",
  rationale:
    "A public endpoint takes connections from every address until its ranges are listed: EKS' default is 0.0.0.0/0.",
  remediation:
    "List the networks in `vpcConfig.publicAccessCidrs`, none wider than the limit, or make the endpoint private.",
  controls: { ...safeguards.boundary, cisEks: ["5.4.1"] },
  types: [aws.cluster],
  parameters: {
    minPrefix: {
      description: "Widest IPv4 network that may be listed, as the length of its prefix.",
      schema: { type: "integer", minimum: 8, maximum: 32 },
      weaker: "lower",
      default: 24,
    },
  },
  check: (cluster, { parameters }) => {
    const isPublic = cluster.at("vpcConfig", "endpointPublicAccess").or(true).isTrue;
    if (isPublic === "no") return [];
    const ranges = cluster.at("vpcConfig", "publicAccessCidrs").or(["0.0.0.0/0"]);
    const narrow = ranges.every((range) => range.satisfies((value) => prefixOf(value) >= parameters.minPrefix));
    return [
      must(anyOf([not(isPublic), narrow]), "the public endpoint takes connections from too wide a network", ranges),
    ];
  },
});

function prefixOf(range: PropertyValue): number {
  const [address = "", prefix] = typeof range === "string" ? range.split("/") : [];
  // A provider network has 64 bits of IPv6 as a house has one IPv4 address: half as long a prefix is as wide.
  return Number(prefix ?? 0) / (address.includes(":") ? 2 : 1);
}
