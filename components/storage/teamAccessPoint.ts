import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn } from "../security/account";
import type { PolicyDocuments } from "../security/policyDocuments";

export interface TeamAccessPointArgs {
  bucket: pulumi.Input<string>;
  /** Keys that it reaches, for example `research/`. Default: all. */
  prefix?: string;
  /** Refuse writes and deletes. Default: false. */
  readOnly?: boolean;
  /** The only VPC that it can be used from. */
  vpcId: pulumi.Input<string>;
  account: Account;
}

/** Source: S3 User Guide, "Naming rules for Amazon S3 access points", read 2026-11-26. */
const longestName = 50;

/**
 * A team's own door to a bucket, from inside the VPC alone. Its policy only refuses; whom it lets in is the team's IAM
 * role to say.
 *
 * @param name Of the resource and of the access point: an account has each once in a region.
 * @throws pulumi.RunError where S3 takes no name so long.
 */
export function teamAccessPoint(
  name: string,
  args: TeamAccessPointArgs,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): s3.AccessPoint {
  if (name.length > longestName) {
    throw new pulumi.RunError(
      `access point ${name}: S3 takes ${longestName} characters, and these are ${name.length}. Shorten the team's or the bucket's name.`,
    );
  }
  const ownArn = arn(args.account, "s3", `accesspoint/${name}`);
  const statements = restrictions(ownArn, args);
  return new s3.AccessPoint(
    name,
    {
      bucket: args.bucket,
      name,
      vpcConfiguration: { vpcId: args.vpcId },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      policy: policies.render(name, "policy", statements),
    },
    opts,
  );
}

const writes = ["s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"];

function restrictions(
  accessPointArn: pulumi.Output<string>,
  { prefix, readOnly }: TeamAccessPointArgs,
): iam.PolicyStatement[] {
  const deny = { Effect: "Deny", Principal: "*" } satisfies Partial<iam.PolicyStatement>;
  const objects = pulumi.interpolate`${accessPointArn}/object`;
  return [
    {
      ...deny,
      Sid: "DenyInsecureTransport",
      Action: "s3:*",
      Resource: [accessPointArn, pulumi.interpolate`${objects}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    ...(readOnly ? [{ ...deny, Sid: "DenyWrites", Action: writes, Resource: pulumi.interpolate`${objects}/*` }] : []),
    ...(prefix
      ? [
          {
            ...deny,
            Sid: "DenyOtherKeys",
            Action: "s3:*Object*",
            NotResource: pulumi.interpolate`${objects}/${prefix}*`,
          },
          {
            ...deny,
            Sid: "DenyOtherListings",
            Action: "s3:ListBucket",
            Resource: accessPointArn,
            Condition: { StringNotLike: { "s3:prefix": `${prefix}*` } },
          },
        ]
      : []),
  ];
}
