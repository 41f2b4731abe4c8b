import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";
import { findRegion } from "../../catalog/regions";

export interface AccountArgs {
  /** AWS region, for example `us-east-1`. */
  region: string;
  /** The account that is deployed to. Default: the one whose credentials the provider has, unknown in an offline preview. */
  accountId?: pulumi.Input<string>;
}

/** Where a component's resources live: what their ARNs are made of. */
export interface Account {
  id: pulumi.Input<string>;
  region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
}

/**
 * The account of a component's children. It decides values only, never which resources there are. `provider` is whom to ask where
 * the component has none of its own.
 */
export function accountOf(args: AccountArgs, component: pulumi.Resource, provider?: pulumi.ProviderResource): Account {
  return {
    id: args.accountId ?? getCallerIdentityOutput({}, { parent: component, provider }).accountId,
    region: args.region,
    partition: partitionOf(args.region),
  };
}

/** An ARN in the account and its region. */
export function arn({ partition, region, id }: Account, service: string, resource: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:${service}:${region}:${id}:${resource}`;
}

/** An IAM ARN, which has no region; `root` stands for the account. */
export function iamArn({ partition, id }: Account, resource: string): pulumi.Output<string> {
  return pulumi.interpolate`arn:${partition}:iam::${id}:${resource}`;
}

/** @throws pulumi.RunError where the catalogue does not hold the region. */
export function partitionOf(region: string): string {
  const known = findRegion(region);
  if (!known) {
    throw new pulumi.RunError(
      `The catalogue does not hold the region ${region}. "aidc catalog show regions" lists those it holds.`,
    );
  }
  return known.partition;
}
