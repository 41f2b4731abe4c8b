import { truthOf } from "../../../plan/property";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const relSecondPath = graphRule({
  id: "REL-11",
  name: "rel-second-path",
  title: "A site of production has a second way beside one Direct Connect connection",
  severity: "high",
  rationale: "A connection is one fibre to one router: its maintenance alone cuts the site off for hours.",
  remediation: "Add a connection at another location, or a VPN that takes over.",
  controls: { ...safeguards.availability },
  types: [aws.directConnectGateway],
  parameters: {
    second: {
      description: "Whether a second way is needed.",
      schema: { type: "boolean" },
      weaker: "lower",
      default: false,
      byEnvironment: { production: true },
    },
  },
  check: (gateway, _graph, { parameters }) => {
    const interfaces = gateway.referrers(aws.transitVirtualInterface, "dxGatewayId");
    if (!parameters.second || interfaces.length === 0) return [];
    const connections = interfaces.map((each) => each.at("connectionId"));
    const known = new Set(connections.flatMap((connection) => connection.text ?? []));
    const beside = gateway.parent?.children.some(({ type }) => type === aws.vpnConnection) ?? false;
    if (known.size >= 2 || beside) return [must("yes", "")];
    const unknowns = connections.filter(({ isUnknown }) => isUnknown).length;
    return [must(known.size + unknowns >= 2 ? "unknown" : truthOf(false), "one connection is the site's only way")];
  },
});
