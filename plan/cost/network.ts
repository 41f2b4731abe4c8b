import type { PlanResource } from "../plan";
import { byItem, hoursPerMonth, type Pricer } from "./pricer";

const natGatewayType = "aws:ec2/natGateway:NatGateway";
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

const natGateway: Pricer = (resource, context) => [
  byItem(resource, context, "nat-gateway-hour", {
    concern: "network",
    item: "NAT gateway hours",
    quantity: hoursPerMonth,
  }),
  byItem(resource, context, "nat-gateway-gb", {
    concern: "network",
    item: "NAT gateway data",
    quantity: context.usage.natGatewayGBPerMonth / context.count(natGatewayType),
    usageBased: true,
  }),
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
    byItem(resource, context, "interface-endpoint-gb", {
      concern: "network",
      item: "interface endpoint data",
      quantity: context.usage.endpointGBPerMonth / context.count(endpointType, isInterface),
      usageBased: true,
    }),
  ];
};

function isInterface({ inputs }: PlanResource): boolean {
  return inputs.vpcEndpointType === "Interface";
}

const publicAddress: Pricer = (resource, context) => [
  byItem(resource, context, "public-ipv4-hour", {
    concern: "network",
    item: "public IPv4 address hours",
    quantity: hoursPerMonth,
  }),
];

const internetGateway: Pricer = (resource, context) => [
  byItem(resource, context, "data-transfer-out-gb", {
    concern: "network",
    item: "data to the internet",
    quantity: context.usage.internetEgressGBPerMonth,
    usageBased: true,
  }),
];

export const network: Record<string, Pricer> = {
  [natGatewayType]: natGateway,
  [endpointType]: endpoint,
  "aws:ec2/eip:Eip": publicAddress,
  "aws:ec2/internetGateway:InternetGateway": internetGateway,
};
