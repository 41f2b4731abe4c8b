import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../spec/stack";

/** What a Backbone has for one environment of one region. */
export type BackboneOutputs = SharedOutputs &
  (
    | {
        transitGatewayId: pulumi.Input<string>;
        routeTableId: pulumi.Input<string>;
        peeringTableId: pulumi.Input<string>;
      }
    | { coreNetworkId: pulumi.Input<string>; coreNetworkArn: pulumi.Input<string> }
  );

interface SharedOutputs {
  /** Everything that the environment's VPCs reach. */
  prefixListId: pulumi.Input<string>;
  /** The shared private zone. */
  zoneId: pulumi.Input<string>;
  flowLogArchiveArn: pulumi.Input<string>;
}

export interface BackbonePlace {
  /** What carries the Backbone's traffic: it decides what the region makes, so it is said, not looked up. */
  transit: "transit-gateway" | "cloud-wan";
  region: string;
  environment: Environment;
}

/** The Backbone's outputs for each region, as `Backbone.outputs` writes them. */
type RegionsOutput = Partial<
  Record<string, Record<string, string> & { routeTableIds?: ByEnvironment; prefixListIds: ByEnvironment }>
>;
type ByEnvironment = Partial<Record<Environment, string>>;

/**
 * Another stack of this project that is a Backbone, by a `StackReference`: what it puts out for the region and environment.
 *
 * @throws pulumi.RunError in a deployment, where the Backbone has nothing there.
 */
export function backboneReference(
  backbone: string,
  { transit, region, environment }: BackbonePlace,
  opts: pulumi.CustomResourceOptions,
): BackboneOutputs {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${backbone}`;
  const reference = new pulumi.StackReference(name, {}, opts);
  const regions = reference.requireOutput("regions") as pulumi.Output<RegionsOutput>;
  const read = (what: string, of: (outputs: NonNullable<RegionsOutput[string]>) => string | undefined) =>
    regions.apply((all) => {
      const own = all[region];
      const value = own && of(own);
      if (value === undefined)
        throw new pulumi.RunError(
          `the Backbone ${backbone} has no ${what} of ${environment} in ${region}: deploy it first`,
        );
      return value;
    });
  const shared = {
    prefixListId: read("prefix list", ({ prefixListIds }) => prefixListIds[environment]),
    zoneId: reference.requireOutput("zoneId") as pulumi.Output<string>,
    flowLogArchiveArn: reference.requireOutput("flowLogArchiveArn") as pulumi.Output<string>,
  };
  if (transit === "cloud-wan") {
    return {
      ...shared,
      coreNetworkId: read("core network", (own) => own.coreNetworkId),
      coreNetworkArn: read("core network", (own) => own.coreNetworkArn),
    };
  }
  return {
    ...shared,
    transitGatewayId: read("transit gateway", (own) => own.transitGatewayId),
    routeTableId: read("route table", ({ routeTableIds }) => routeTableIds?.[environment]),
    peeringTableId: read("peering table", (own) => own.peeringTableId),
  };
}
