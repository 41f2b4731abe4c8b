import { aws } from "../../aws/types";
import { must, resourceRule } from "../../rule";
import { allOf, truthOf } from "../../../plan/property";

export const nodeTagSpecifications = resourceRule({
  id: "NODE-09",
  name: "node-tag-specifications",
  title: "Launch templates tag instances, volumes and interfaces",
  severity: "medium",
  rationale:
    "A provider's default tags end at the template. What it launches, most of the bill, has no owner without these.",
  remediation: 'Add `tagSpecifications` for "instance", "volume" and "network-interface".',
  controls: { nist80053: ["CM-8"] },
  types: [aws.launchTemplate],
  check: (template) => {
    const specifications = template.at("tagSpecifications");
    return ["instance", "volume", "network-interface"].map((kind) =>
      must(
        specifications.some((one) => allOf([one.at("resourceType").is(kind), truthOf(one.at("tags").isPresent)])),
        `each ${kind} that it launches has no tags`,
        specifications,
      ),
    );
  },
});
