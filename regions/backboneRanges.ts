import type { Backbone } from "../spec/stack";
import type { TakenRange } from "./addresses";

/** What sites on premises have: a region there could not be joined with them. */
export const siteRanges = ({ sites = [] }: Backbone, stack: string): TakenRange[] =>
  sites.flatMap(({ name, ranges }) => ranges.map((cidr) => ({ cidr, by: `${name} of ${stack}` })));

/** What is kept for the networks of a region's environments, so that each is reached by one route. */
export const keptRanges = ({ regions }: Backbone): TakenRange[] =>
  regions.flatMap(({ name, ranges }) =>
    Object.entries(ranges).map(([environment, cidr]) => ({ cidr, by: `${name} ${environment}` })),
  );
