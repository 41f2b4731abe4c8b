import { describe, expect, test } from "vitest";
import { OnPremisesDns } from "../../../components/interconnect/onPremisesDns";
import type { OnPremisesDns as OnPremisesDnsSpec } from "../../../spec/stack";
import { find, names, register } from "../harness";

const subnetIds = { "use1-az4": "subnet-4", "use1-az5": "subnet-5" };
const made = (dns: OnPremisesDnsSpec) =>
  register((opts) => void new OnPremisesDns("dns", { dns, vpcId: "vpc-1", subnetIds }, opts));

const endpoint = "aws:route53/resolverEndpoint:ResolverEndpoint";
const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("OnPremisesDns", () => {
  test("answers a site's servers, and no others, in every zone", async () => {
    const registered = await made({ inbound: ["192.168.0.0/28"] });
    expect(find(registered, endpoint, "dns-inbound")).toMatchObject({
      parent: "dns",
      inputs: {
        direction: "INBOUND",
        protocols: ["Do53"],
        securityGroupIds: ["dns-inbound-id"],
        ipAddresses: [{ subnetId: "subnet-4" }, { subnetId: "subnet-5" }],
      },
    });
    const port = { securityGroupId: "dns-inbound-id", cidrIpv4: "192.168.0.0/28", fromPort: 53, toPort: 53 };
    const rules = registered.filter(({ type }) => type === ingress).map(({ inputs }) => inputs);
    expect(rules).toMatchObject(["tcp", "udp"].map((ipProtocol) => ({ ...port, ipProtocol })));
    expect(names(registered, endpoint)).toEqual(["dns-inbound"]);
    expect(names(registered, egress)).toEqual([]);
  });

  test("asks a site's servers for its domains, and opens nothing else", async () => {
    const [first, second] = ["192.168.0.10", "192.168.0.11"] as const;
    const registered = await made({
      outbound: [
        { domain: "corp.example.com", servers: [first, second] },
        { domain: "lab.example.com", servers: [second] },
      ],
    });
    expect(find(registered, "aws:route53/resolverRule:ResolverRule", "dns-corp.example.com").inputs).toMatchObject({
      ruleType: "FORWARD",
      domainName: "corp.example.com",
      resolverEndpointId: "dns-outbound-id",
      targetIps: [{ ip: first }, { ip: second }],
    });
    const association = "aws:route53/resolverRuleAssociation:ResolverRuleAssociation";
    expect(find(registered, association, "dns-lab.example.com").inputs).toEqual({
      name: "dns-lab-example-com",
      resolverRuleId: "dns-lab.example.com-id",
      vpcId: "vpc-1",
    });
    // A server of two domains is let through once.
    const rules = registered.filter(({ type }) => type === egress).map(({ inputs }) => inputs);
    expect(rules.map(({ cidrIpv4, ipProtocol }) => `${String(cidrIpv4)} ${String(ipProtocol)}`).sort()).toEqual([
      ...[`${first}/32 tcp`, `${first}/32 udp`],
      ...[`${second}/32 tcp`, `${second}/32 udp`],
    ]);
    expect(names(registered, ingress)).toEqual([]);
  });
});
