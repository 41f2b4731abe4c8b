import type { GraphResource } from "../../../plan/graph";
import { allOf, type Property, type Truth } from "../../../plan/property";
import { each, mayLiveIn, targetMayLive } from "../../aws/residency";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import type { StackFacts } from "../../stackFacts";

export const resCopies = graphRule({
  id: "RES-02",
  name: "res-copies",
  title: "Buckets, tables, files, images and secrets are copied only to where data may live",
  severity: "high",
  rationale: "Replication sends every object there is and will be, within minutes, and nobody sees it go.",
  remediation: "Replicate to a region in the stack file's `residency`: `storage.replicaRegion` for its buckets.",
  controls: { ...safeguards.residency },
  types: [aws.bucketReplication, aws.dataSyncTask, ...Object.keys(destinationRegions())],
  check: (resource, _graph, { facts }) => {
    if (facts.residency.length === 0) return [];
    const otherwise = `data is copied outside ${facts.residency.join(", ")}`;
    if (resource.type === aws.bucketReplication)
      return [must(targetMayLive(resource, "rules", [aws.bucket], facts), otherwise, resource.at("rules"))];
    if (resource.type === aws.dataSyncTask)
      return [must(syncMayLive(resource, facts), otherwise, resource.at("destinationLocationArn"))];
    const regions = destinationRegions()[resource.type]?.(resource) ?? [];
    return regions.map((region) => must(mayLiveIn(region, facts), otherwise, region));
  },
});

/** A location of DataSync is of its task's region, whatever region the bucket behind it is of. */
function syncMayLive(task: GraphResource, facts: StackFacts): Truth {
  const buckets = task.references("destinationLocationArn", aws.dataSyncS3Location);
  if (buckets.length > 0)
    return allOf(buckets.map((location) => targetMayLive(location, "s3BucketArn", [aws.bucket], facts)));
  return targetMayLive(task, "destinationLocationArn", [], facts);
}

/** Where each kind that copies by itself names the regions that it copies to. */
function destinationRegions(): Record<string, (resource: GraphResource) => Property[]> {
  const replicas = (resource: GraphResource, key: string) => each(resource.at("replicas")).map((one) => one.at(key));
  return {
    [aws.table]: (table) => replicas(table, "regionName"),
    [aws.secret]: (secret) => replicas(secret, "region"),
    [aws.efsReplication]: (efs) => [efs.at("destination", "region")],
    [aws.ecrReplication]: (registry) =>
      each(registry.at("replicationConfiguration", "rules"))
        .flatMap((rule) => each(rule.at("destinations")))
        .map((destination) => destination.at("region")),
  };
}
