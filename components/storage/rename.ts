import type * as pulumi from "@pulumi/pulumi";

/**
 * Aliases of a component that the stack file called otherwise before. Its children are named after it, so they inherit
 * the alias: renaming moves the state and touches nothing that stands.
 *
 * @param prefix What the component's name has before the stack file's, for example `us-east-1-data`.
 */
export function formerNames(prefix: string, former: readonly string[] = []): pulumi.Alias[] {
  return former.map((name) => ({ name: `${prefix}-${name}` }));
}
