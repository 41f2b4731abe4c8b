import type { GraphResource } from "../../../plan/graph";
import type { Property } from "../../../plan/property";
import { each, mayLiveIn, targetMayLive } from "../../aws/residency";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const resCopies = graphRule({
  id: "RES-02",
  name: "res-copies",
  title: "Buckets, tables, images and secrets are copied only to where data may live",
  severity: "high",
  rationale: "Replication sends every object there is and will be, within minutes, and nobody sees it go.",
  remediation: "Replicate to a region in the stack file's `residency`: `storage.replicaRegion` for its buckets.",
  controls: { ...safeguards.residency },
  types: [aws.bucketReplication, ...Object.keys(destinationRegions())],
  check: (resource, _graph, { facts }) => {
    if (facts.residency.length === 0) return [];
    const otherwise = `data is copied outside ${facts.residency.join(", ")}`;
    if (resource.type === aws.bucketReplication)
      return [must(targetMayLive(resource, "rules", [aws.bucket], facts), otherwise, resource.at("rules"))];
    const regions = destinationRegions()[resource.type]?.(resource) ?? [];
    return regions.map((region) => must(mayLiveIn(region, facts), otherwise, region));
  },
});

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
