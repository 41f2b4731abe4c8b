import * as ec2 from "@pulumi/aws/ec2";
import * as route53 from "@pulumi/aws/route53";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { fittedName } from "../autonaming";
import type { OnPremisesDns as OnPremisesDnsSpec } from "../../spec/stack";

export interface OnPremisesDnsArgs {
  /** What sites may ask, and what is asked of them. */
  dns: OnPremisesDnsSpec;
  vpcId: pulumi.Input<string>;
  /** One a zone, by zone, of two zones or more: where the endpoints have their addresses. */
  subnetIds: Record<string, pulumi.Input<string>>;
}

/**
 * Names between a VPC and sites on premises, by Route 53 Resolver endpoints: an address in each zone that sites' servers ask for what the
 * VPC resolves, and rules that send queries for sites' domains to the sites' servers.
 *
 * @example
 * new OnPremisesDns("ai-dns", {
 *   dns: { inbound: ["192.168.0.0/28"], outbound: [{ domain: "corp.example.com", servers: ["192.168.0.10"] }] },
 *   vpcId: network.vpc.id, subnetIds: { "use1-az4": subnetA.id, "use1-az5": subnetB.id },
 * });
 */
export class OnPremisesDns extends pulumi.ComponentResource {
  /** Absent where sites ask nothing. */
  readonly inbound?: route53.ResolverEndpoint;
  /** Absent where sites are asked nothing. */
  readonly outbound?: route53.ResolverEndpoint;
  /** By domain. */
  readonly rules: Record<string, route53.ResolverRule>;

  constructor(name: string, args: OnPremisesDnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:interconnect:OnPremisesDns", name, {}, opts);
    const { inbound = [], outbound = [] } = args.dns;
    if (inbound.length > 0) this.inbound = this.createEndpoint(name, "INBOUND", inbound, args);
    const servers = [...new Set(outbound.flatMap((forwarded) => forwarded.servers))].map((address) => `${address}/32`);
    const endpoint = servers.length > 0 ? this.createEndpoint(name, "OUTBOUND", servers, args) : undefined;
    if (endpoint) this.outbound = endpoint;
    this.rules = Object.fromEntries(
      outbound.map(({ domain, servers }) => [domain, this.createRule(name, domain, servers, endpoint, args)]),
    );
    this.registerOutputs({ addresses: this.addresses });
  }

  /** What sites' servers forward queries to; undefined where sites ask nothing. */
  get addresses(): pulumi.Output<string[]> | undefined {
    return this.inbound?.ipAddresses.apply((addresses) => addresses.map(({ ip }) => ip));
  }

  /** An endpoint that speaks with these ranges alone. */
  private createEndpoint(
    name: string,
    direction: "INBOUND" | "OUTBOUND",
    ranges: readonly string[],
    { vpcId, subnetIds }: OnPremisesDnsArgs,
  ): route53.ResolverEndpoint {
    const child = { parent: this };
    const label = `${name}-${direction.toLowerCase()}`;
    const group = new ec2.SecurityGroup(
      label,
      { description: `${name}: DNS ${direction.toLowerCase()}`, vpcId },
      child,
    );
    const Rule = direction === "INBOUND" ? vpc.SecurityGroupIngressRule : vpc.SecurityGroupEgressRule;
    for (const cidrIpv4 of ranges) {
      for (const ipProtocol of ["tcp", "udp"]) {
        const port = { ipProtocol, fromPort: 53, toPort: 53, description: "DNS, with sites" };
        new Rule(`${label}-${cidrIpv4}-${ipProtocol}`, { securityGroupId: group.id, cidrIpv4, ...port }, child);
      }
    }
    return new route53.ResolverEndpoint(
      label,
      {
        direction,
        resolverEndpointType: "IPV4",
        protocols: ["Do53"],
        securityGroupIds: [group.id],
        ipAddresses: Object.values(subnetIds).map((subnetId) => ({ subnetId })),
        tags: { Name: label },
      },
      child,
    );
  }

  private createRule(
    name: string,
    domainName: string,
    servers: readonly string[],
    endpoint: route53.ResolverEndpoint | undefined,
    { vpcId }: OnPremisesDnsArgs,
  ): route53.ResolverRule {
    const child = { parent: this };
    const label = `${name}-${domainName}`;
    // Resolver's names hold no dots, and need not be unique.
    const friendly = fittedName(label.replaceAll(".", "-"), 64);
    const rule = new route53.ResolverRule(
      label,
      {
        name: friendly,
        ruleType: "FORWARD",
        domainName,
        resolverEndpointId: endpoint?.id,
        targetIps: servers.map((ip) => ({ ip })),
        tags: { Name: label },
      },
      child,
    );
    new route53.ResolverRuleAssociation(label, { name: friendly, resolverRuleId: rule.id, vpcId }, child);
    return rule;
  }
}
