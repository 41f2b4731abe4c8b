import { all, byItem, evenly, hoursPerMonth, monthly, notPriced, type Pricer, used } from "./pricer";

/** Hours of a whole month. */
const hourly = (price: string, item: string) => monthly(price, { concern: "network", item }, hoursPerMonth);

const attachmentHours = hourly("transit-gateway-attachment-hour", "transit gateway attachment hours");

/** What an attachment sends into its gateway is billed; what comes over a peering is not billed again. */
const attachmentData = used({
  key: "transitGBPerMonth",
  price: "transit-gateway-gb",
  concern: "network",
  item: "transit gateway data",
});

const peeringData = used({
  key: "crossRegionGBPerMonth",
  price: "data-transfer-cross-region-gb",
  concern: "network",
  item: "data to other regions",
});

/** A VPN to a transit gateway is an attachment too; one to a core network is billed as that attachment. */
const vpn: Pricer = (resource, context) => [
  ...hourly("vpn-connection-hour", "VPN connection hours")(resource, context),
  ...(resource.inputs.transitGatewayId === undefined ? [] : all(attachmentHours, attachmentData)(resource, context)),
];

const backboneType = "aidc:backbone:Backbone";

interface StatedSite {
  directConnect?: { id: string; gbps: number }[];
}

/** The stack makes the virtual interface; the port that it runs on is billed by its bandwidth. */
const virtualInterface: Pricer = (resource, context) => {
  const sites = context.ofType(backboneType).flatMap(({ inputs }) => (inputs.sites ?? []) as StatedSite[]);
  const { connectionId } = resource.inputs;
  const port = sites.flatMap(({ directConnect = [] }) => directConnect).find(({ id }) => id === connectionId);
  const item = "Direct Connect port hours";
  const hours = port
    ? byItem(resource, context, `direct-connect-${port.gbps}g-hour`, {
        concern: "network",
        item,
        quantity: hoursPerMonth,
      })
    : notPriced(resource, item, "billed by the port's bandwidth, which the plan does not say");
  const egress = used({
    key: "directConnectEgressGBPerMonth",
    price: "direct-connect-out-gb",
    concern: "network",
    item: "data to sites by Direct Connect",
  });
  return [hours, ...egress(resource, context)];
};

/** An edge for each region of the Backbone. */
const coreNetwork: Pricer = (resource, context) => {
  const regions = context.ofType(backboneType).flatMap(({ inputs }) => (inputs.regions ?? []) as unknown[]);
  const edges = Math.max(regions.length, 1);
  const item = "Cloud WAN edge hours";
  return [
    byItem(resource, context, "cloud-wan-edge-hour", { concern: "network", item, quantity: edges * hoursPerMonth }),
  ];
};

const coreNetworkAttachment = all(
  hourly("cloud-wan-attachment-hour", "Cloud WAN attachment hours"),
  used({ key: "transitGBPerMonth", price: "cloud-wan-gb", concern: "network", item: "Cloud WAN data" }),
);

const resolverEndpointType = "aws:route53/resolverEndpoint:ResolverEndpoint";

/** Each address is a network interface. Of queries, the price of the first thousand million a month. */
const resolverEndpoint: Pricer = (resource, context) => {
  const { ipAddresses = [] } = resource.inputs as { ipAddresses?: unknown[] };
  const item = "Resolver endpoint addresses";
  return [
    ...monthly(
      "route53-resolver-address-hour",
      { concern: "network", item },
      ipAddresses.length * hoursPerMonth,
    )(resource, context),
    ...resolverQueries(resource, context),
  ];
};

const resolverQueries = used({
  key: "resolverMillionQueriesPerMonth",
  price: "route53-resolver-query-1m",
  share: evenly(resolverEndpointType),
  concern: "network",
  item: "names asked of sites and by them",
});

/** To CloudWatch a flow log is billed at its log group. */
const flowLog: Pricer = (resource, context) =>
  resource.inputs.logDestinationType === "s3" ? deliveredLogs(resource, context) : [];

const deliveredLogs = used({
  key: "flowLogGBPerMonth",
  price: "cloudwatch-logs-s3-gb",
  concern: "observability",
  item: "flow logs delivered to S3",
});

/** What is pushed goes to each other region once, and is kept there at the prices of there. */
const imageCopies: Pricer = (resource, context) => {
  const { replicationConfiguration: { rules = [] } = {} } = resource.inputs as ReplicationInputs;
  return rules.flatMap(({ destinations }) =>
    destinations.flatMap(({ region }) => [
      ...pushedImages(resource, context),
      ...keptImages(resource, { ...context, region }),
    ]),
  );
};

const pushedImages = used({
  key: "imageGBPerMonth",
  price: "data-transfer-cross-region-gb",
  concern: "network",
  item: "images copied to other regions",
});

const keptImages = used({ key: "imageGB", price: "ecr-gb-month", concern: "storage", item: "copies of images" });

interface ReplicationInputs {
  replicationConfiguration?: { rules?: { destinations: { region: string }[] }[] };
}

/** What joins regions and sites. */
export const interconnectPricers: Record<string, Pricer> = {
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": all(attachmentHours, attachmentData),
  // Each side pays for its own end.
  "aws:ec2transitgateway/peeringAttachment:PeeringAttachment": all(attachmentHours, peeringData),
  "aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter": attachmentHours,
  "aws:ec2/vpnConnection:VpnConnection": vpn,
  "aws:directconnect/gatewayAssociation:GatewayAssociation": all(attachmentHours, attachmentData),
  "aws:directconnect/transitVirtualInterface:TransitVirtualInterface": virtualInterface,
  "aws:networkmanager/coreNetwork:CoreNetwork": coreNetwork,
  "aws:networkmanager/vpcAttachment:VpcAttachment": coreNetworkAttachment,
  "aws:networkmanager/siteToSiteVpnAttachment:SiteToSiteVpnAttachment": coreNetworkAttachment,
  "aws:networkmanager/dxGatewayAttachment:DxGatewayAttachment": coreNetworkAttachment,
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": imageCopies,
  [resolverEndpointType]: resolverEndpoint,
  "aws:route53/zone:Zone": monthly("route53-zone-month", { concern: "network", item: "hosted zone" }),
};
