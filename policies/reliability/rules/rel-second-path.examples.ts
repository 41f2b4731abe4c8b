import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const site: ExampleResource = { type: "aidc:interconnect:OnPremisesSite", name: "site" };
const gateway: ExampleResource = { type: aws.directConnectGateway, name: "gateway", parent: "site" };
const port = (name: string, connectionId: string): ExampleResource => ({
  type: aws.transitVirtualInterface,
  name,
  parent: "site",
  inputs: { connectionId },
  references: { dxGatewayId: ["gateway"] },
});

export const examples: RuleExamples = {
  good: [
    { title: "Two connections", resources: [site, gateway, port("a", "dxcon-1"), port("b", "dxcon-2")] },
    {
      title: "A VPN takes over",
      resources: [site, gateway, port("a", "dxcon-1"), { type: aws.vpnConnection, name: "vpn", parent: "site" }],
    },
  ],
  bad: [
    { title: "One connection alone", resources: [site, gateway, port("a", "dxcon-1")], at: ["gateway"] },
    {
      title: "Two interfaces on one connection",
      resources: [site, gateway, port("a", "dxcon-1"), port("b", "dxcon-1")],
      at: ["gateway"],
    },
  ],
  undetermined: [
    {
      title: "Connections from another stack",
      resources: [site, gateway, port("a", unknown), port("b", unknown)],
      at: ["gateway"],
    },
  ],
};
