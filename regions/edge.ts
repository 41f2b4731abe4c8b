import type { Stack } from "../spec/stack";
import type { Change } from "./change";

// A site hangs on its region: what stands there stays behind.

/** The source without its sites, their pools, and what runs on those. */
export function withoutSites(stack: Stack): Stack {
  const { edge = [], ...rest } = stack;
  if (edge.length === 0) return stack;
  const pools = new Set(edge.map(({ pool }) => pool));
  return {
    ...rest,
    pools: stack.pools.filter(({ name }) => !pools.has(name)),
    ...(stack.serving && { serving: stack.serving.filter(({ pool }) => !pools.has(pool)) }),
  };
}

/** What takes them out of the file. */
export function siteChanges({ edge = [], serving = [], scheduling }: Stack, region: string): Change[] {
  const atSites = new Set(edge.map(({ pool }) => pool));
  const teams = scheduling?.teams ?? [];
  // A quota of nothing is none: a team with nothing elsewhere goes with the site.
  const goes = ({ quota }: (typeof teams)[number]) => Object.keys(quota).every((pool) => atSites.has(pool));
  return edge.flatMap(({ name, pool }): Change[] => {
    const because = `site ${name} hangs on the source's region: add one of ${region} where you want it`;
    const out = (path: Change["path"], from: string) => ({ path, from, to: undefined, because });
    const services = serving.filter((service) => service.pool === pool);
    const gone = teams.filter((team) => goes(team) && Object.keys(team.quota)[0] === pool);
    const stays = teams.filter((team) => !goes(team) && pool in team.quota);
    return [
      out(["edge", { named: name }], name),
      out(["pools", { named: pool }], pool),
      ...services.map((service) => out(["serving", { named: service.name }], service.name)),
      ...stays.map((team) => out(["scheduling", "teams", { named: team.name }, "quota", pool], pool)),
      ...gone.map((team) => out(["scheduling", "teams", { named: team.name }], team.name)),
    ];
  });
}
