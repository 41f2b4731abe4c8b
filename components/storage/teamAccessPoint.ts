import type * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn } from "../security/account";
import type { PolicyDocuments } from "../security/policyDocuments";

export interface TeamAccessPointArgs {
  bucket: pulumi.Input<string>;
  /** The access point's own name, at most 50 characters. */
  accessPointName: string;
  /** Keys that it reaches, for example `research/`. Default: all. */
  prefix?: string;
  /** Refuse writes and deletes. Default: false. */
  readOnly?: boolean;
  /** The only VPC that it can be used from. */
  vpcId: pulumi.Input<string>;
  account: Account;
}

/**
 * A team's own door to a bucket, from inside the VPC alone. Its policy only refuses; whom it lets in is the team's IAM
 * role to say.
 */
export function teamAccessPoint(
  name: string,
  args: TeamAccessPointArgs,
  policies: PolicyDocuments,
  opts: pulumi.CustomResourceOptions,
): s3.AccessPoint {
  const ownArn = arn(args.account, "s3", `accesspoint/${args.accessPointName}`);
  const statements = restrictions(ownArn, args);
  return new s3.AccessPoint(
    name,
    {
      bucket: args.bucket,
      name: args.accessPointName,
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
