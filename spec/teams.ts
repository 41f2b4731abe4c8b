import type { Stack, Team } from "./stack";

/** A team's namespace and queue: no namespace can be renamed, so a renamed team keeps the first that it had. */
export function namespaceOf({ name, formerly }: Pick<Team, "name" | "formerly">): string {
  return formerly?.[0] ?? name;
}

/** The stack with each team under the name that the cluster knows it by, wherever the file names it. */
export function namedByNamespace(stack: Stack): Stack {
  const { scheduling, workloads, serving } = stack;
  if (!scheduling?.teams.some(({ formerly }) => formerly)) return stack;
  const teams = scheduling.teams.map((team) => ({ ...team, name: namespaceOf(team) })) as typeof scheduling.teams;
  const namespaces = new Map(scheduling.teams.map((team) => [team.name, namespaceOf(team)]));
  const moved = <Work extends { team: string }>(work: Work): Work => ({
    ...work,
    team: namespaces.get(work.team) ?? work.team,
  });
  return {
    ...stack,
    scheduling: { ...scheduling, teams },
    ...(workloads && { workloads: workloads.map(moved) }),
    ...(serving && { serving: serving.map(moved) }),
  };
}
