import { acceleratorsOf, poolAccelerators, poolQuota } from "../quota";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { Stack, Team } from "../stack";
import { namespaceOf } from "../teams";
import { workPools } from "../workPools";

/** Passes when every quota names a pool of the file that has accelerators. */
export function quotaPoolsKnown({ scheduling, ...stack }: Stack): Finding[] {
  const pools = workPools(stack);
  const queued = pools.filter((pool) => poolAccelerators(pool) > 0).map(({ name }) => name);
  return teamsOf(scheduling).flatMap(([team, path]) =>
    Object.keys(team.quota).flatMap((pool) => {
      if (queued.includes(pool)) return [];
      const exists = pools.some(({ name }) => name === pool);
      const hint = exists ? "Only accelerators are queued." : didYouMean(pool, queued);
      const message = exists ? "is a pool without accelerators" : "is not one of the file's pools";
      return [{ path: [...path, "quota", pool], message, found: pool, allowed: queued, ...(hint && { hint }) }];
    }),
  );
}

/** Passes when the teams' own parts of a pool are no more than the pool has at its most nodes. */
export function quotasWithinPool({ scheduling, ...stack }: Stack): Finding[] {
  return workPools(stack).flatMap((pool) => {
    const has = poolAccelerators(pool);
    let claimed = 0;
    return teamsOf(scheduling).flatMap(([team, path]) => {
      const quota = team.quota[pool.name];
      if (quota === undefined || has === 0) return [];
      const { nominal } = poolQuota(quota, pool);
      claimed += nominal;
      if (claimed <= has) return [];
      return [
        {
          path: [...path, "quota", pool.name, ...(typeof quota === "string" ? [] : ["nominal"])],
          message: `makes the teams' quotas ${claimed} of the pool's ${has} accelerators`,
          found: `${typeof quota === "string" ? quota : quota.nominal} (${nominal})`,
          hint: "Lower a quota, or make the pool larger.",
        },
      ];
    });
  });
}

/** Passes when no team lends more than it owns. */
export function lendingWithinQuota({ scheduling, ...stack }: Stack): Finding[] {
  return teamsOf(scheduling).flatMap(([team, path]) =>
    workPools(stack).flatMap((pool) => {
      const quota = team.quota[pool.name];
      if (typeof quota !== "object" || quota.lending === undefined) return [];
      const most = acceleratorsOf(quota.nominal, pool);
      if (acceleratorsOf(quota.lending, pool) <= most) return [];
      const message = `is more than the team's own ${most} accelerators`;
      return [{ path: [...path, "quota", pool.name, "lending"], message, found: quota.lending }];
    }),
  );
}

/** Passes when a team's namespace is neither one of Kubernetes' own nor another team's, which was called so before. */
export function teamNamesFree({ scheduling }: Stack): Finding[] {
  const teams = teamsOf(scheduling);
  return teams.flatMap(([team, path], index): Finding[] => {
    const namespace = namespaceOf(team);
    const at = team.formerly?.length ? [...path, "formerly", 0] : [...path, "name"];
    if (namespace === "default" || namespace.startsWith("kube-")) {
      return [{ path: at, message: "is a namespace of Kubernetes' own", found: namespace }];
    }
    const [other] = teams.slice(0, index).find(([earlier]) => namespaceOf(earlier) === namespace) ?? [];
    // Two of one name are told of as such.
    if (!other || other.name === team.name) return [];
    const hint = "A team that was renamed keeps its first namespace: name this one otherwise";
    return [{ path: at, message: `is the namespace of the team ${other.name}`, found: namespace, hint }];
  });
}

/** Passes when no role has two access entries: EKS allows one. */
export function membersGrantedOnce({ cluster, scheduling }: Stack): Finding[] {
  const granted = new Set(cluster.access?.map(({ role }) => role));
  return teamsOf(scheduling).flatMap(([{ members = [] }, path]) =>
    members.flatMap(({ role }, index) =>
      granted.has(role)
        ? [
            {
              path: [...path, "members", index, "role"],
              message: "is granted in cluster.access too, and EKS allows a role one access entry",
              found: role,
              hint: "Name it in one of the two.",
            },
          ]
        : [],
    ),
  );
}

function teamsOf(scheduling: Stack["scheduling"]): [Team, Path][] {
  return (scheduling?.teams ?? []).map((team, index) => [team, ["scheduling", "teams", index]]);
}
