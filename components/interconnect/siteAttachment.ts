import * as directconnect from "@pulumi/aws/directconnect";
import type * as ec2 from "@pulumi/aws/ec2";
import * as tgw from "@pulumi/aws/ec2transitgateway";
import * as networkmanager from "@pulumi/aws/networkmanager";
import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../../spec/stack";
import { segmentTag } from "./coreNetworkPolicy";

/** What a site enters by: the tables of its environment at a transit gateway, or a core network, whose policy reads its tag. */
export type SiteEntrance =
  | {
      transitGatewayId: pulumi.Input<string>;
      /** Of the site's environment: what it reaches, and where its own ranges are told. */
      routeTableId: pulumi.Input<string>;
      /** Tells the site's ranges to what comes from other regions. */
      peeringTableId: pulumi.Input<string>;
    }
  | { coreNetworkId: pulumi.Input<string> };

export function attachVpn(
  name: string,
  site: Site,
  entrance: SiteEntrance,
  vpn: ec2.VpnConnection,
  opts: pulumi.CustomResourceOptions,
) {
  if ("transitGatewayId" in entrance) {
    routeAttachment(`${name}-vpn`, site.region, vpn.transitGatewayAttachmentId, entrance, opts);
    return;
  }
  new networkmanager.SiteToSiteVpnAttachment(
    `${name}-vpn`,
    {
      coreNetworkId: entrance.coreNetworkId,
      vpnConnectionArn: vpn.arn,
      tags: { Name: name, [segmentTag]: site.environment },
    },
    opts,
  );
}

export function attachDirectConnect(
  name: string,
  site: Site,
  entrance: SiteEntrance,
  gateway: directconnect.Gateway,
  advertised: readonly string[],
  opts: pulumi.CustomResourceOptions,
) {
  const label = `${name}-direct-connect`;
  if ("transitGatewayId" in entrance) {
    const association = new directconnect.GatewayAssociation(
      label,
      {
        region: site.region,
        dxGatewayId: gateway.id,
        associatedGatewayId: entrance.transitGatewayId,
        allowedPrefixes: [...advertised],
      },
      opts,
    );
    routeAttachment(label, site.region, association.transitGatewayAttachmentId, entrance, opts);
    return;
  }
  new networkmanager.DxGatewayAttachment(
    label,
    {
      coreNetworkId: entrance.coreNetworkId,
      directConnectGatewayArn: gateway.arn,
      edgeLocations: [site.region],
      tags: { Name: name, [segmentTag]: site.environment },
    },
    opts,
  );
}

/** Associates an attachment with its environment's table, and tells its ranges there and to other regions. */
export function routeAttachment(
  name: string,
  region: string,
  transitGatewayAttachmentId: pulumi.Input<string>,
  tables: { routeTableId: pulumi.Input<string>; peeringTableId: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
) {
  const attachment = { region, transitGatewayAttachmentId };
  new tgw.RouteTableAssociation(name, { ...attachment, transitGatewayRouteTableId: tables.routeTableId }, opts);
  new tgw.RouteTablePropagation(name, { ...attachment, transitGatewayRouteTableId: tables.routeTableId }, opts);
  new tgw.RouteTablePropagation(
    `${name}-peering`,
    { ...attachment, transitGatewayRouteTableId: tables.peeringTableId },
    opts,
  );
}
