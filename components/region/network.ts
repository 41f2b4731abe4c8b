import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import { networkZones } from "../../spec/zones";
import { backboneReference } from "../interconnect/backboneReference";
import { Interconnect } from "../interconnect/interconnect";
import { OnPremisesDns } from "../interconnect/onPremisesDns";
import { Network } from "../network/network";
import type { Region } from "../region";
import { edgeSubnets } from "./edge";
import { interfaceEndpoints, placeOf, subnetIds } from "./inputs";

export function network(
  name: string,
  stack: Stack,
  { keys: { keys } }: Pick<Region, "keys">,
  opts: pulumi.ComponentResourceOptions,
): Network {
  const { cidr, localZone, natGateways, flowLogRetentionDays } = stack.network;
  return new Network(
    `${name}-network`,
    {
      ...placeOf(stack),
      cidr,
      zones: networkZones(stack),
      localZone,
      edge: edgeSubnets(stack),
      natGateways,
      flowLogRetentionDays,
      logsKeyArn: keys.logs.arn,
      clusterName: name,
      interfaceEndpoints: interfaceEndpoints(stack),
    },
    opts,
  );
}

/** Undefined where the stack file joins no Backbone. */
export function interconnect(
  name: string,
  { network: { interconnect: joined }, region, environment }: Stack,
  { network: { vpc, privateSubnets, privateRouteTables } }: Pick<Region, "network">,
  opts: pulumi.ComponentResourceOptions & { parent: pulumi.Resource },
): Interconnect | undefined {
  if (!joined) return undefined;
  const { backbone, transit = "transit-gateway" } = joined;
  const outputs = backboneReference(backbone, { transit, region, environment }, { parent: opts.parent });
  return new Interconnect(
    `${name}-interconnect`,
    { region, environment, backbone: outputs, vpc, subnets: privateSubnets, routeTables: privateRouteTables },
    opts,
  );
}

/** Undefined where the region and sites ask each other nothing. */
export function onPremisesDns(
  name: string,
  stack: Stack,
  { network: { vpc, privateSubnets } }: Pick<Region, "network">,
  opts: pulumi.ComponentResourceOptions,
): OnPremisesDns | undefined {
  const dns = stack.network.interconnect?.dns;
  if (!dns) return undefined;
  return new OnPremisesDns(`${name}-dns`, { dns, vpcId: vpc.id, subnetIds: subnetIds(privateSubnets) }, opts);
}
