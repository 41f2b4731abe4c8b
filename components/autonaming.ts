import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";

/** What Pulumi's autonaming adds to a resource's own name: a hyphen and seven hexadecimal digits. */
const autonamed = 8;

/** What the AWS provider adds to a prefix: a time and a count. Source: `id.UniqueIDSuffixLength` of Terraform's plugin SDK, v2. */
const prefixed = 26;

interface NameLimit {
  /** Names the resource. */
  property: string;
  /** Begins its name, in place of the former. */
  prefix: string;
  /** The most characters that AWS takes. */
  longest: number;
}

const named = (longest: number): NameLimit => ({ property: "name", prefix: "namePrefix", longest });

/**
 * Names that have less room than most, by type. Sources: AWS' API models (botocore 1.44.8), which `test/real/aws` holds every name
 * against; @pulumi/aws' own docs of buckets, node groups and queues; Amazon RDS User Guide, "Naming constraints in Amazon RDS"; read
 * 2026-11-26.
 */
const limits: Readonly<Record<string, NameLimit>> = {
  "aws:cloudwatch/eventRule:EventRule": named(64),
  "aws:eks/nodeGroup:NodeGroup": { property: "nodeGroupName", prefix: "nodeGroupNamePrefix", longest: 63 },
  "aws:iam/role:Role": named(64),
  "aws:rds/cluster:Cluster": { property: "clusterIdentifier", prefix: "clusterIdentifierPrefix", longest: 63 },
  "aws:rds/clusterInstance:ClusterInstance": { property: "identifier", prefix: "identifierPrefix", longest: 63 },
  "aws:s3/bucket:Bucket": { property: "bucket", prefix: "bucketPrefix", longest: 63 },
  "aws:scheduler/schedule:Schedule": named(64),
  "aws:scheduler/scheduleGroup:ScheduleGroup": named(64),
  "aws:sfn/stateMachine:StateMachine": named(80),
  "aws:sqs/queue:Queue": named(80),
};

/**
 * Options under which what a component makes has names that AWS takes: where a resource's own name is too long for Pulumi to name it
 * after, a part of that becomes its prefix, which the provider makes unique.
 */
export function fitNames(opts: pulumi.ComponentResourceOptions = {}): pulumi.ComponentResourceOptions {
  return { ...opts, transformations: [...(opts.transformations ?? []), prefixLongNames] };
}

const prefixLongNames: pulumi.ResourceTransformation = ({ type, name, props, opts }) => {
  const limit = limits[type];
  const given = props as Record<string, unknown>;
  if (!limit || name.length + autonamed <= limit.longest) return undefined;
  if (given[limit.property] !== undefined || given[limit.prefix] !== undefined) return undefined;
  return { props: { ...given, [limit.prefix]: prefixOf(name, limit.longest) }, opts };
};

function prefixOf(name: string, longest: number): string {
  return `${name.slice(0, longest - prefixed - 1).replace(/-+$/, "")}-`;
}

/** The resource's own name for a type that Pulumi does not name: where it is too long its beginning, made unique by a hash of all of it. */
export function fittedName(name: string, longest: number): string {
  if (name.length <= longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 7);
  return `${name.slice(0, longest - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}
