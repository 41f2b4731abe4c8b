import type * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "../../spec/stack";

/**
 * Aliases of a resource or component that the stack file called otherwise before. A component's children are named after it, so they
 * inherit the alias: renaming moves the state and touches nothing that stands.
 *
 * @param prefix What the name has before the stack file's, for example `us-east-1-data`.
 * @param suffix What it has behind it, for example `-inventory`.
 */
export function formerNames(prefix: string, former: readonly string[] = [], suffix = ""): pulumi.Alias[] {
  return former.map((name) => ({ name: `${prefix}-${name}${suffix}` }));
}

/** What the stack file called each of its buckets before, by the name that it has now. */
export function formerBucketNames(buckets: readonly Bucket[]): Record<string, readonly string[]> {
  return Object.fromEntries(buckets.map(({ name, formerly = [] }) => [name, formerly]));
}
