import type { Chart } from "../catalog/nodeSoftware";

/** A Helm release's arguments for a pinned chart. One that does not come up is taken back, and the deployment fails there. */
export function pinnedChart({ chart, version, repository }: Chart) {
  return { chart, version, repositoryOpts: repository ? { repo: repository } : undefined, atomic: true };
}
