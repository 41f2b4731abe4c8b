import type { GraphResource } from "../../plan/graph";
import { allOf, anyOf, not, type Property, type Truth, truthOf } from "../../plan/property";
import { aws } from "./types";

/** One thing a security group lets in. */
export interface Ingress {
  protocol: Property;
  fromPort: Property;
  toPort: Property;
  /** Address ranges, IPv4 and IPv6. */
  ranges: Property[];
}

/** The resources that open a security group: with its rules inside, and as a rule of its own in both styles. */
export const ingressTypes = [
  aws.securityGroup,
  aws.defaultSecurityGroup,
  aws.securityGroupRule,
  aws.securityGroupIngress,
] as const;

/** What the resource lets in; undefined where it is a rule for traffic out. */
export function ingressOf(resource: GraphResource): Ingress[] | undefined {
  if (resource.type === aws.securityGroupIngress) {
    return [
      {
        protocol: resource.at("ipProtocol"),
        fromPort: resource.at("fromPort"),
        toPort: resource.at("toPort"),
        ranges: [resource.at("cidrIpv4"), resource.at("cidrIpv6")].filter((range) => range.isPresent),
      },
    ];
  }
  if (resource.type === aws.securityGroupRule) {
    return resource.at("type").is("egress") === "yes" ? undefined : [ruleIn(resource.at())];
  }
  const inline = resource.at("ingress");
  return inline.isUnknown ? [ruleIn(inline)] : inline.elements.map(ruleIn);
}

function ruleIn(rule: Property): Ingress {
  return {
    protocol: rule.at("protocol"),
    fromPort: rule.at("fromPort"),
    toPort: rule.at("toPort"),
    ranges: [rule.at("cidrBlocks"), rule.at("ipv6CidrBlocks")].flatMap((list) =>
      list.isUnknown ? [list] : list.elements,
    ),
  };
}

/** Whether the range is the internet, or so much of it that two such rules make up the whole. */
export function isInternet(range: Property): Truth {
  return range.satisfies((value) => {
    if (typeof value !== "string") return false;
    const bits = Number(value.split("/")[1] ?? NaN);
    return value.includes(":") ? bits < 16 : bits < 8;
  });
}

/** Whether only ports from the list are let in. */
export function opensOnly({ protocol, fromPort, toPort }: Ingress, ports: readonly number[]): Truth {
  if (ports.length === 0) return "no";
  const transport = protocol.is("tcp", "udp", "6", "17");
  if (fromPort.isUnknown || toPort.isUnknown) return allOf([transport, "unknown"]);
  const [from = 0, to = 65_535] = [fromPort.number, toPort.number];
  const listed = ports.filter((port) => port >= from && port <= to).length;
  return allOf([transport, truthOf(listed === to - from + 1)]);
}

/** Whether the port is among those let in. */
export function opensPort({ protocol, fromPort, toPort }: Ingress, port: number): Truth {
  const all = protocol.is("-1", "all");
  if (all === "yes") return "yes";
  const inRange = allOf([
    fromPort.isUnknown ? "unknown" : not(fromPort.atLeast(port + 1)),
    toPort.isUnknown ? "unknown" : toPort.atLeast(port),
  ]);
  return anyOf([all, allOf([protocol.is("tcp", "6"), inRange])]);
}
