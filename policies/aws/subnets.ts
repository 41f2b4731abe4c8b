import type { GraphResource } from "../../plan/graph";
import { allOf, anyOf, type Property, type Truth, truthOf } from "../../plan/property";
import { aws } from "./types";

/** Whether the subnet's route table leads to an internet gateway: what makes a subnet public. */
export function routesToInternet(subnet: GraphResource): Truth {
  const tables = subnet
    .referrers(aws.routeTableAssociation, "subnetId")
    .flatMap((association) => association.references("routeTableId", aws.routeTable));
  return anyOf(tables.flatMap((table) => [...routesOf(table).map(toGateway), ...inlineRoutes(table)]));
}

const routesOf = (table: GraphResource) => table.referrers(aws.route, "routeTableId");

function toGateway(route: GraphResource): Truth {
  return allOf([leadsEverywhere(route.at()), isInternetGateway(route, "gatewayId", route.at("gatewayId"))]);
}

function inlineRoutes(table: GraphResource): Truth[] {
  const routes = table.at("routes");
  if (routes.isUnknown) return ["unknown"];
  return routes.elements.map((route) =>
    allOf([leadsEverywhere(route), isInternetGateway(table, "routes", route.at("gatewayId"))]),
  );
}

function leadsEverywhere(route: Property): Truth {
  return anyOf([
    route.at("destinationCidrBlock").is("0.0.0.0/0"),
    route.at("cidrBlock").is("0.0.0.0/0"),
    route.at("destinationIpv6CidrBlock").is("::/0"),
    route.at("ipv6CidrBlock").is("::/0"),
  ]);
}

/** `gatewayId` names an internet gateway, a virtual private gateway or, as `local`, the VPC. */
function isInternetGateway(from: GraphResource, property: string, gatewayId: Property): Truth {
  if (gatewayId.isAbsent) return "no";
  if (gatewayId.text !== undefined) return truthOf(gatewayId.text.startsWith("igw-"));
  return from.references(property, aws.internetGateway).length > 0 ? "yes" : "unknown";
}

/** The zone a subnet is in: its id, else its name. */
export function zoneOf(subnet: GraphResource): Property {
  const id = subnet.at("availabilityZoneId");
  return id.isPresent ? id : subnet.at("availabilityZone");
}
