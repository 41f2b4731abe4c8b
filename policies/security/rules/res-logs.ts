import { targetMayLive } from "../../aws/residency";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

/** By type, the properties that say where its records go. */
const destinations: Record<string, readonly string[]> = {
  [aws.trail]: ["s3BucketName", "cloudWatchLogsGroupArn"],
  [aws.flowLog]: ["logDestination"],
  [aws.logSubscription]: ["destinationArn"],
  [aws.logDestination]: ["targetArn"],
  [aws.metricStream]: ["firehoseArn"],
};

const receivers = [aws.bucket, aws.logGroup, aws.logDestination, aws.firehose, aws.kinesisStream];

export const resLogs = graphRule({
  id: "RES-04",
  name: "res-logs",
  title: "Logs and metrics go only to where data may live",
  severity: "high",
  rationale: "Logs name people, addresses and what they asked: a trail that is gathered abroad takes them there.",
  remediation: "Send them to a bucket, group or stream in the stack file's `residency`.",
  controls: { ...safeguards.residency },
  types: Object.keys(destinations),
  check: (resource, _graph, { facts }) => {
    if (facts.residency.length === 0) return [];
    return (destinations[resource.type] ?? []).map((property) =>
      must(
        targetMayLive(resource, property, receivers, facts),
        `records go outside ${facts.residency.join(", ")}`,
        resource.at(property),
      ),
    );
  },
});
