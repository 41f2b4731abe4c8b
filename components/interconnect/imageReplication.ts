import * as ecr from "@pulumi/aws/ecr";
import type * as pulumi from "@pulumi/pulumi";

export interface ImageReplicationArgs {
  /** The registry that is copied, and into whose other regions. */
  accountId: pulumi.Input<string>;
  /** Where the copies go. */
  regions: readonly string[];
  /** What the repositories' names begin with. */
  prefixes: readonly string[];
}

/**
 * Copies what is pushed to the registry into other regions: a region that starts alone has its images. A registry has one such
 * configuration, for all that it copies. What was pushed before is not copied.
 */
export function imageReplication(
  name: string,
  { accountId, regions, prefixes }: ImageReplicationArgs,
  opts: pulumi.CustomResourceOptions,
): ecr.ReplicationConfiguration {
  return new ecr.ReplicationConfiguration(
    name,
    {
      replicationConfiguration: {
        rules: [
          {
            destinations: regions.map((region) => ({ region, registryId: accountId })),
            repositoryFilters: prefixes.map((filter) => ({ filter, filterType: "PREFIX_MATCH" })),
          },
        ],
      },
    },
    opts,
  );
}
