import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../spec/stack";
import { backboneReference } from "./interconnect/backboneReference";
import { Interconnect } from "./interconnect/interconnect";
import type { Network } from "./network/network";

/** Undefined where the stack file joins no Backbone. */
export function interconnect(
  name: string,
  { network: { interconnect: joined }, region, environment }: Stack,
  { vpc, privateSubnets, privateRouteTables }: Network,
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
