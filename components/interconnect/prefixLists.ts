import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { Environment, MemberRegion, Site } from "../../spec/stack";
import { environmentsOf, rangesOf } from "./transitRoutes";

/** By region and environment. */
export type PrefixLists = Record<string, Partial<Record<Environment, ec2.ManagedPrefixList>>>;

/**
 * In each region, for each environment, everything that its VPCs reach by the Backbone. Their route tables name the list alone: a
 * region or site that joins changes no other region's stack.
 */
export function prefixLists(
  name: string,
  regions: readonly MemberRegion[],
  sites: readonly Site[],
  opts: pulumi.CustomResourceOptions,
): PrefixLists {
  return Object.fromEntries(
    regions.map((member) => [
      member.name,
      Object.fromEntries(
        environmentsOf(member).map((environment) => {
          const listName = `${name}-${member.name}-${environment}`;
          const entries = rangesOf(environment, regions, sites).map((cidr) => ({ cidr }));
          const list = new ec2.ManagedPrefixList(
            listName,
            {
              region: member.name,
              name: listName,
              addressFamily: "IPv4",
              entries,
              // A route to the list counts as so many routes of the table's quota.
              maxEntries: entries.length,
              tags: { Name: listName, "aidc:environment": environment },
            },
            opts,
          );
          return [environment, list];
        }),
      ),
    ]),
  );
}
