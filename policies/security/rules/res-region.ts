import { mayLiveIn } from "../../aws/residency";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, stackRule } from "../../rule";

export const resRegion = stackRule({
  id: "RES-01",
  name: "res-region",
  title: "Everything is made in a region where data may live",
  severity: "high",
  rationale: "A copy, a backup or a log that is made abroad is under the law of where it is made, whoever owns it.",
  remediation: "Take the resource or provider out, or give it a region in the stack file's `residency`.",
  controls: { ...safeguards.residency },
  check: (graph, { facts }) => {
    if (facts.residency.length === 0) return [];
    return graph.resources
      .filter(({ type }) => type.startsWith("aws:") || type === aws.provider)
      .map((resource) => {
        return { resource, region: resource.at("region") };
      })
      .filter(({ region }) => region.isPresent)
      .map(({ resource, region }) =>
        must(mayLiveIn(region, facts), `its region is outside ${facts.residency.join(", ")}`, region, resource),
      );
  },
});
