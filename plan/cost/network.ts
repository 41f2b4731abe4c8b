import type { PlanResource } from "../plan";
import { byItem, byUsage, hoursPerMonth, monthly, type Pricer } from "./pricer";

const natGatewayType = "aws:ec2/natGateway:NatGateway";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

const natGateway: Pricer = (resource, context) => [
  byItem(resource, context, "nat-gateway-hour", {
    concern: "network",
    item: "NAT gateway hours",
    quantity: hoursPerMonth,
  }),
  byUsage(
    resource,
    context,
    { key: "natGatewayGBPerMonth", item: "nat-gateway-gb", share: 1 / context.ofType(natGatewayType).length },
    { concern: "network", item: "NAT gateway data" },
  ),
];

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
    byUsage(
      resource,
      context,
      {
        key: "endpointGBPerMonth",
        item: "interface-endpoint-gb",
        share: 1 / context.ofType(endpointType).filter(isInterface).length,
      },
      { concern: "network", item: "interface endpoint data" },
    ),
  ];
};

function isInterface({ inputs }: PlanResource): boolean {
  return inputs.vpcEndpointType === "Interface";
}

const internetGateway: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    { key: "internetEgressGBPerMonth", item: "data-transfer-out-gb" },
    { concern: "network", item: "data to the internet" },
  ),
];

/** What leaves a zone is billed on both sides: one GB from zone to zone costs twice the price. */
const network: Pricer = (resource, context) => [
  byUsage(
    resource,
    context,
    { key: "crossZoneGBPerMonth", item: "data-transfer-cross-zone-gb", share: 2 },
    { concern: "network", item: "data between zones, in and out" },
  ),
  byUsage(
    resource,
    context,
    { key: "crossRegionGBPerMonth", item: "data-transfer-cross-region-gb" },
    { concern: "network", item: "data to other regions" },
  ),
];

/** A load balancer, whatever makes it: its hours, and the capacity units that its traffic takes. */
export const loadBalancer: Pricer = (resource, context) => [
  byItem(resource, context, "load-balancer-hour", {
    concern: "network",
    item: "load balancer hours",
    quantity: hoursPerMonth,
  }),
  byUsage(
    resource,
    context,
    { key: "loadBalancerCapacityUnits", item: "load-balancer-lcu-hour", share: hoursPerMonth },
    { concern: "network", item: "load balancer capacity units" },
  ),
];

export const networkPricers: Record<string, Pricer> = {
  "aws:ec2/vpc:Vpc": network,
  [natGatewayType]: natGateway,
  [endpointType]: endpoint,
  "aws:ec2/eip:Eip": monthly(
    "public-ipv4-hour",
    { concern: "network", item: "public IPv4 address hours" },
    hoursPerMonth,
  ),
  "aws:ec2/internetGateway:InternetGateway": internetGateway,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:route53/healthCheck:HealthCheck": monthly("route53-health-check-month", {
    concern: "network",
    item: "health check",
  }),
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": monthly(
    "transit-gateway-attachment-hour",
    { concern: "network", item: "transit gateway attachment hours" },
    hoursPerMonth,
  ),
};
