import type { Properties } from "./configuration";

export interface CoreSiteArgs {
  /** AWS region of the buckets. */
  region: string;
  /** KMS key of the buckets' objects: an ARN, since bucket policies refuse an alias or a bare id. */
  encryptionKeyArn: string;
  /** The S3 endpoint, for example an interface endpoint's. Default: the region's own. */
  endpoint?: string;
}

/**
 * `core-site.xml` of a client that reaches S3 as a Hadoop file system (`s3a://`). Source of every name and default:
 * Hadoop 3.5.0's hadoop-aws.
 */
export function coreSite({ region, encryptionKeyArn, endpoint }: CoreSiteArgs): Properties {
  return {
    "fs.s3a.endpoint.region": region,
    ...(endpoint ? { "fs.s3a.endpoint": endpoint } : {}),
    ...podIdentity,
    "fs.s3a.encryption.algorithm": "SSE-KMS",
    "fs.s3a.encryption.key": encryptionKeyArn,
    ...writing,
    ...committing,
    ...reading,
  };
}

/** The pod's own role and no other: a pod without one fails, rather than work as its node. */
const podIdentity: Properties = {
  "fs.s3a.aws.credentials.provider": "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
};

/** Parts go to disk, so that many open streams cannot exhaust the heap. Lifecycle rules, not jobs, purge what was left. */
const writing: Properties = {
  "fs.s3a.fast.upload.buffer": "disk",
  "fs.s3a.fast.upload.active.blocks": "8",
  "fs.s3a.multipart.size": "64M",
  "fs.s3a.multipart.threshold": "128M",
  "fs.s3a.multipart.purge": "false",
};

/** Output appears when a job commits, by finishing uploads: S3 has no rename to commit by. */
const committing: Properties = {
  "mapreduce.outputcommitter.factory.scheme.s3a": "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
  "fs.s3a.committer.name": "magic",
  "fs.s3a.committer.magic.enabled": "true",
  "fs.s3a.committer.threads": "32",
};

/** Columnar readers ask for many ranges at once: near ones become one request, and the requests run side by side. */
const reading: Properties = {
  "fs.s3a.connection.maximum": "500",
  "fs.s3a.threads.max": "96",
  "fs.s3a.vectored.read.min.seek.size": "128K",
  "fs.s3a.vectored.read.max.merged.size": "2M",
  "fs.s3a.vectored.active.ranged.reads": "8",
  "fs.s3a.change.detection.mode": "server",
};
