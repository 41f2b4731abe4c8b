import type { PlanResource } from "../resource";

/** The identifier of the global database that the cluster is the primary of; undefined where there is none. */
export function globalDatabaseOf(cluster: PlanResource, resources: readonly PlanResource[]): string | undefined {
  const made = resources.find(
    ({ type, propertyDependencies }) =>
      type === globalCluster && propertyDependencies.sourceDbClusterIdentifier?.includes(cluster.urn),
  );
  const identifier = made?.inputs.globalClusterIdentifier ?? cluster.inputs.globalClusterIdentifier;
  return typeof identifier === "string" ? identifier : undefined;
}

/** Whether the cluster is a copy of another one of the plan. */
export function isSecondary({ propertyDependencies }: PlanResource, resources: readonly PlanResource[]): boolean {
  const joined = propertyDependencies.globalClusterIdentifier ?? [];
  return resources.some(
    (one) =>
      one.type === globalCluster && joined.includes(one.urn) && one.propertyDependencies.sourceDbClusterIdentifier,
  );
}

const globalCluster = "aws:rds/globalCluster:GlobalCluster";
