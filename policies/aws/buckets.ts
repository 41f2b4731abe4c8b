import type { GraphResource, ResourceGraph } from "../../plan/graph";
import { allOf, anyOf, type Truth } from "../../plan/property";
import { aws } from "./types";

/** The provider's own names for a bucket, old and new. A bucket's settings are resources of their own. */
export const bucketTypes = [aws.bucket, "aws:s3/bucketV2:BucketV2"] as const;

/** The settings of one kind that name the bucket. */
export const settingsOf = (bucket: GraphResource, type: string) => bucket.referrers(type, "bucket");

export const publicAccessFlags = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

/** Whether all four flags of one block of public access are on. */
function blocksPublicAccess(block: GraphResource): Truth {
  return allOf(publicAccessFlags.map((flag) => block.at(flag).or(false).isTrue));
}

/** Whether the stack blocks public access for the whole account. */
export function accountBlocksPublicAccess(graph: ResourceGraph): Truth {
  return anyOf(graph.ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").map(blocksPublicAccess));
}

/** Whether the bucket receives other buckets' access logs: then it cannot log to itself, nor take a KMS key. */
export const receivesAccessLogs = (bucket: GraphResource) =>
  bucket.referrers(aws.bucketLogging, "targetBucket").length > 0;
