import { rootVolumeGiB, siteOfPool } from "../edge";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Stack } from "../stack";
import { namespaceOf } from "../teams";

/** A pool's root volume where the file says none. */
const defaultRootVolumeGiB = 200;

/** Passes when a site's models come from buckets of the file, go to teams of it, and fit its nodes' disks twice. */
export function edgeModelsFit({ edge = [], storage, scheduling, pools }: Stack): Finding[] {
  const buckets = storage.buckets.map(({ name }) => name);
  const teams = (scheduling?.teams ?? []).map(namespaceOf);
  return edge.flatMap((site, index): Finding[] => {
    const named = (site.models ?? []).flatMap(({ bucket, namespace }, model) => {
      const path = ["edge", index, "models", model];
      return [
        ...known(bucket, buckets, { path: [...path, "bucket"], message: "is not a bucket of this file" }),
        ...known(namespace, teams, { path: [...path, "namespace"], message: "is not one of scheduling.teams" }),
      ];
    });
    const pool = pools.find(({ name }) => name === site.pool);
    const has = pool?.rootVolumeGiB ?? defaultRootVolumeGiB;
    const needs = rootVolumeGiB(site);
    if (!pool || needs <= has) return named;
    const message = `take ${needs} GiB of each node's root volume with the system, two versions each; it has ${has}`;
    return [
      ...named,
      { path: ["edge", index, "models"], message, hint: `Give pool ${pool.name} \`rootVolumeGiB: ${needs}\`.` },
    ];
  });
}

/** Passes when no two volume claims of a namespace have the same name, a bucket's, a file system's or a model's. */
export function edgeClaimsApart({ edge = [], storage: { buckets, lustre = [] } }: Stack): Finding[] {
  const taken = new Set([
    ...buckets.flatMap(({ name, mounts = [] }) => mounts.map(({ namespace }) => `${namespace}/${name}`)),
    ...lustre.flatMap(({ name, claims = [] }) => claims.map(({ namespace }) => `${namespace}/${name}`)),
  ]);
  return edge.flatMap(({ models = [] }, index) =>
    models.flatMap(({ name, namespace }, model): Finding[] => {
      const claim = `${namespace}/${name}`;
      if (!taken.has(claim)) {
        taken.add(claim);
        return [];
      }
      const message = `is a volume claim of namespace ${namespace} already`;
      return [{ path: ["edge", index, "models", model, "name"], message, found: name }];
    }),
  );
}

/** Passes when a service at the edge reads its model from its node: from a bucket it could not while the region is out of reach. */
export function edgeModelsServe(stack: Stack): Finding[] {
  return (stack.serving ?? []).flatMap(({ pool, team, model }, index): Finding[] => {
    const site = siteOfPool(pool, stack);
    if (!site || !model || model.existing) return [];
    const allowed = (site.models ?? []).filter(({ namespace }) => namespace === team).map(({ name }) => name);
    if (allowed.includes(model.claim)) return [];
    const message = `is not kept at site ${site.name}: the service would stop when the region is out of reach`;
    const hint = `Add it to the site's \`models\`, with \`namespace: ${team}\`.`;
    return [{ path: ["serving", index, "model", "claim"], message, found: model.claim, allowed, hint }];
  });
}

function known(found: string, allowed: string[], problem: Pick<Finding, "path" | "message">): Finding[] {
  if (allowed.includes(found)) return [];
  const hint = didYouMean(found, allowed);
  return [{ ...problem, found, allowed, ...(hint && { hint }) }];
}
