import type { PlanResource } from "../resource";
import { all, byItem, evenly, hoursPerMonth, monthly, type Pricer, used } from "./pricer";

const natGatewayType = "aws:ec2/natGateway:NatGateway";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Hours of a whole month. */
const hourly = (price: string, item: string) => monthly(price, { concern: "network", item }, hoursPerMonth);

const natGateway = all(
  hourly("nat-gateway-hour", "NAT gateway hours"),
  used({
    key: "natGatewayGBPerMonth",
    price: "nat-gateway-gb",
    concern: "network",
    item: "NAT gateway data",
    share: evenly(natGatewayType),
  }),
);

const endpointData = used({
  key: "endpointGBPerMonth",
  price: "interface-endpoint-gb",
  concern: "network",
  item: "interface endpoint data",
  share: (context) => 1 / context.ofType(endpointType).filter(isInterface).length,
});

/** Gateway endpoints are free; an interface endpoint is billed in each zone. */
const endpoint: Pricer = (resource, context) => {
  if (!isInterface(resource)) return [];
  const subnets = resource.inputs.subnetIds as unknown[] | undefined;
  return [
    byItem(resource, context, "interface-endpoint-hour", {
      concern: "network",
      item: "interface endpoint hours",
      quantity: hoursPerMonth * (subnets?.length ?? 1),
    }),
    ...endpointData(resource, context),
  ];
};

function isInterface({ inputs }: PlanResource): boolean {
  return inputs.vpcEndpointType === "Interface";
}

const internetGateway = used({
  key: "internetEgressGBPerMonth",
  price: "data-transfer-out-gb",
  concern: "network",
  item: "data to the internet",
});

/** What leaves a zone is billed on both sides: one GB from zone to zone costs twice the price. */
const traffic = used(
  {
    key: "crossZoneGBPerMonth",
    price: "data-transfer-cross-zone-gb",
    concern: "network",
    item: "data between zones, in and out",
    share: () => 2,
  },
  {
    key: "crossRegionGBPerMonth",
    price: "data-transfer-cross-region-gb",
    concern: "network",
    item: "data to other regions",
  },
);

/** A VPC without a subnet carries nothing. */
const network: Pricer = (resource, context) =>
  context.ofType("aws:ec2/subnet:Subnet").length === 0 ? [] : traffic(resource, context);

/** A load balancer, whatever makes it: its hours, and the capacity units that its traffic takes. */
export const loadBalancer = all(
  hourly("load-balancer-hour", "load balancer hours"),
  used({
    key: "loadBalancerCapacityUnits",
    price: "load-balancer-lcu-hour",
    concern: "network",
    item: "load balancer capacity units",
    share: () => hoursPerMonth,
  }),
);

export const networkPricers: Record<string, Pricer> = {
  "aws:ec2/vpc:Vpc": network,
  [natGatewayType]: natGateway,
  [endpointType]: endpoint,
  "aws:ec2/eip:Eip": hourly("public-ipv4-hour", "public IPv4 address hours"),
  "aws:ec2/internetGateway:InternetGateway": internetGateway,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:route53/healthCheck:HealthCheck": monthly("route53-health-check-month", {
    concern: "network",
    item: "health check",
  }),
};
