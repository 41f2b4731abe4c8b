import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";
import { auroraPostgresqlVersion } from "../../catalog/storage";
import type { Databases } from "../../spec/stack";

export type Aurora = NonNullable<Databases["aurora"]>[number];

/** Where the stack file names none. */
export const auroraVersion = auroraPostgresqlVersion();

/**
 * What RDS and a switch-over decide after a cluster is made. Minor versions come by themselves in the maintenance window, and going
 * back is not possible; which cluster of a global database replicates from which changes with its primary.
 */
export const auroraOwn = ["engineVersion", "globalClusterIdentifier", "replicationSourceIdentifier"];

/** Between which capacities instances scale. */
export function auroraCapacity({ capacity: { min, max } = { min: 0.5, max: 8 } }: Pick<Aurora, "capacity">) {
  return { minCapacity: min, maxCapacity: max };
}

/** TLS only, and a log that says who connected and what was slow. */
export function auroraParameters(
  name: string,
  engineVersion: string = auroraVersion,
  opts: pulumi.CustomResourceOptions,
): rds.ClusterParameterGroup {
  return new rds.ClusterParameterGroup(
    `${name}-parameters`,
    {
      family: `aurora-postgresql${engineVersion.split(".")[0]}`,
      description: "TLS only; connections and slow statements in the log",
      parameters: [
        { name: "rds.force_ssl", value: "1" },
        { name: "log_connections", value: "1" },
        { name: "log_disconnections", value: "1" },
        { name: "log_min_duration_statement", value: "1000" },
      ],
    },
    opts,
  );
}

/** A cluster's serverless instances. */
export function auroraInstances(
  name: string,
  cluster: rds.Cluster,
  count = 2,
  keyArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): rds.ClusterInstance[] {
  return Array.from(
    { length: count },
    (_, index) =>
      new rds.ClusterInstance(
        `${name}-${index}`,
        {
          clusterIdentifier: cluster.id,
          engine: "aurora-postgresql",
          instanceClass: "db.serverless",
          // The first reader scales with the writer, ready to take its place.
          promotionTier: Math.min(index, 15),
          publiclyAccessible: false,
          performanceInsightsEnabled: true,
          performanceInsightsKmsKeyId: keyArn,
          copyTagsToSnapshot: true,
        },
        opts,
      ),
  );
}
