import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { CleaningJob } from "../../spec/stack";

export interface CleaningRoleArgs {
  job: CleaningJob;
  /** The buckets that the job names. */
  fromBucketArn: pulumi.Input<string>;
  toBucketArn: pulumi.Input<string>;
  /** Keys of `to`'s bucket under which the program and the rules lie. */
  programPrefix: string;
  storageKeyArn: pulumi.Input<string>;
  logGroupArn: pulumi.Input<string>;
}

/** What a run may do: read its data set, its program and its rules, write its results, encrypt both, and log. */
export function cleaningStatements(args: CleaningRoleArgs): iam.PolicyStatement[] {
  const { job, fromBucketArn, toBucketArn, programPrefix } = args;
  const allow = { Effect: "Allow" } satisfies Partial<iam.PolicyStatement>;
  const objects = (bucketArn: pulumi.Input<string>, prefix: string) => pulumi.interpolate`${bucketArn}/${prefix}*`;
  return [
    {
      ...allow,
      Sid: "ListDataSet",
      Action: "s3:ListBucket",
      Resource: fromBucketArn,
      Condition: within(job.from.prefix),
    },
    { ...allow, Sid: "ReadDataSet", Action: "s3:GetObject", Resource: objects(fromBucketArn, job.from.prefix) },
    {
      ...allow,
      Sid: "ReadProgram",
      Action: "s3:GetObject",
      Resource: objects(toBucketArn, programPrefix),
    },
    {
      ...allow,
      Sid: "ListResults",
      Action: "s3:ListBucket",
      Resource: toBucketArn,
      Condition: within(job.to.prefix, programPrefix),
    },
    // S3 knows no prefix of this call.
    { ...allow, Sid: "ListUploads", Action: "s3:ListBucketMultipartUploads", Resource: toBucketArn },
    {
      ...allow,
      Sid: "WriteResults",
      Action: [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      Resource: objects(toBucketArn, job.to.prefix),
    },
    { ...allow, Sid: "UseKey", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: args.storageKeyArn },
    {
      ...allow,
      Sid: "Log",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [args.logGroupArn, pulumi.interpolate`${args.logGroupArn}:*`],
    },
    // EMR looks for the group among the account's; the action takes no narrower resource.
    { ...allow, Sid: "FindLogGroup", Action: "logs:DescribeLogGroups", Resource: "*" },
  ];
}

/** Listings of keys that start so alone; of the folder itself as well, which Hadoop asks for without its slash. */
function within(...prefixes: string[]): iam.PolicyStatement["Condition"] {
  return { StringLike: { "s3:prefix": prefixes.flatMap((prefix) => [prefix.slice(0, -1), `${prefix}*`]) } };
}
