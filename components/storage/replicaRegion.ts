import * as kms from "@pulumi/aws/kms";
import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "../security/account";
import { keyPolicy } from "../security/keyPolicies";
import type { PolicyDocuments } from "../security/policyDocuments";

/** Where the stack's state has a copy, in another region of the same account. */
export interface ReplicaRegionArgs extends AccountArgs {
  /** Where the copies live. */
  replicaRegion: string;
  tags?: Record<string, string>;
  /** Keep the copies from being deleted by Pulumi. Default: true. */
  protect?: boolean;
}

/** A provider of the other region. */
export function replicaProvider(
  name: string,
  { replicaRegion, accountId, tags }: ReplicaRegionArgs,
  parent: pulumi.Resource,
): Provider {
  return new Provider(
    `${name}-aws`,
    {
      region: replicaRegion,
      allowedAccountIds: accountId === undefined ? undefined : [accountId],
      defaultTags: tags && { tags },
    },
    { parent },
  );
}

/** A key of that region: one of this region ends with it. */
export function replicaKey(
  name: string,
  holds: string,
  args: ReplicaRegionArgs,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): kms.Key {
  const protect = args.protect ?? true;
  const account = { ...accountOf(args, opts.parent), region: args.replicaRegion };
  return new kms.Key(
    `${name}-key`,
    {
      description: `${name}: ${holds}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policies.render(`${name}-key`, "policy", keyPolicy("storage", account)),
    },
    { ...opts, protect, retainOnDelete: protect },
  );
}
