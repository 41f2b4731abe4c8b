import { describe, expect, test } from "vitest";
import { TransitNetwork } from "../../../components/interconnect/transitNetwork";
import { find, names, register } from "../harness";

const network = () =>
  register(
    (opts) =>
      void new TransitNetwork(
        "net",
        {
          regions: [
            { name: "us-west-2", asn: 64513, ranges: { production: "10.24.0.0/13" } },
            { name: "us-east-1", asn: 64512, ranges: { production: "10.16.0.0/13", development: "10.64.0.0/14" } },
          ],
          sites: [{ name: "hq", region: "us-east-1", environment: "production", ranges: ["192.168.0.0/20"] }],
        },
        opts,
      ),
  );

describe("TransitNetwork", () => {
  test("makes a gateway a region, which joins nothing by itself", async () => {
    expect(find(await network(), "aws:ec2transitgateway/transitGateway:TransitGateway", "net-us-east-1")).toMatchObject(
      {
        parent: "net",
        inputs: {
          region: "us-east-1",
          amazonSideAsn: 64512,
          defaultRouteTableAssociation: "disable",
          defaultRouteTablePropagation: "disable",
          autoAcceptSharedAttachments: "disable",
        },
      },
    );
  });

  test("gives each environment of a region a table, and peerings one of their own", async () => {
    const registered = await network();
    expect(names(registered, "aws:ec2transitgateway/routeTable:RouteTable")).toEqual([
      "net-us-east-1-development",
      "net-us-east-1-peering",
      "net-us-east-1-production",
      "net-us-west-2-peering",
      "net-us-west-2-production",
    ]);
    expect(
      find(registered, "aws:ec2transitgateway/routeTable:RouteTable", "net-us-east-1-production").inputs.tags,
    ).toEqual({ Name: "net-us-east-1-production", "aidc:environment": "production" });
  });

  test("peers each pair once, accepted in the other region, with both ends in the peering tables", async () => {
    const registered = await network();
    const label = "net-us-east-1-us-west-2";
    expect(names(registered, "aws:ec2transitgateway/peeringAttachment:PeeringAttachment")).toEqual([label]);
    expect(find(registered, "aws:ec2transitgateway/peeringAttachment:PeeringAttachment", label).inputs).toMatchObject({
      region: "us-east-1",
      transitGatewayId: "net-us-east-1-id",
      peerRegion: "us-west-2",
      peerTransitGatewayId: "net-us-west-2-id",
    });
    expect(
      find(registered, "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter", label).inputs,
    ).toMatchObject({ region: "us-west-2", transitGatewayAttachmentId: `${label}-id` });
    const associations = registered.filter(({ type }) => type.endsWith(":RouteTableAssociation"));
    expect(associations.map(({ inputs }) => [inputs.region, inputs.transitGatewayRouteTableId]).sort()).toEqual([
      ["us-east-1", "net-us-east-1-peering-id"],
      ["us-west-2", "net-us-west-2-peering-id"],
    ]);
  });

  test("routes an environment over the peerings to the same environment's ranges and sites", async () => {
    const routes = (await network()).filter(({ type }) => type === "aws:ec2transitgateway/route:Route");
    const told = routes.map(
      ({ inputs: { region, destinationCidrBlock, transitGatewayAttachmentId, transitGatewayRouteTableId } }) =>
        [region, destinationCidrBlock, transitGatewayAttachmentId, transitGatewayRouteTableId].join(" "),
    );
    expect(told.sort()).toEqual([
      "us-east-1 10.24.0.0/13 net-us-east-1-us-west-2-id net-us-east-1-production-id",
      "us-west-2 10.16.0.0/13 net-us-east-1-us-west-2-id net-us-west-2-production-id",
      "us-west-2 192.168.0.0/20 net-us-east-1-us-west-2-id net-us-west-2-production-id",
    ]);
  });
});
