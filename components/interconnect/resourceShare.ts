import * as ram from "@pulumi/aws/ram";
import type * as pulumi from "@pulumi/pulumi";

export interface ResourceShareArgs {
  region: string;
  accounts: readonly string[];
  /** By what they are. */
  resourceArns: Record<string, pulumi.Input<string>>;
}

/** Lets accounts of the same organisation use resources of this one. */
export function resourceShare(
  name: string,
  { region, accounts, resourceArns }: ResourceShareArgs,
  opts: pulumi.CustomResourceOptions,
): ram.ResourceShare {
  const share = new ram.ResourceShare(
    name,
    { region, name, allowExternalPrincipals: false, tags: { Name: name } },
    opts,
  );
  for (const [label, resourceArn] of Object.entries(resourceArns)) {
    new ram.ResourceAssociation(`${name}-${label}`, { region, resourceShareArn: share.arn, resourceArn }, opts);
  }
  for (const principal of accounts) {
    new ram.PrincipalAssociation(`${name}-${principal}`, { region, resourceShareArn: share.arn, principal }, opts);
  }
  return share;
}
