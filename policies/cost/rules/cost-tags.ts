import { aws } from "../../aws/types";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

/** By tag, the values it may have. */
const anyValue: Record<string, string[]> = {};

export const costTags = resourceRule({
  id: "COST-01",
  name: "cost-tags",
  title: "What is billed carries the tags that say whose it is",
  severity: "medium",
  rationale: "A bill that cannot be divided by team and environment is nobody's bill.",
  remediation: "Set the tags in the provider's `defaultTags`, once for the stack, and on the resource what differs.",
  controls: { nist80053: ["CM-8"] },
  types: [
    aws.bucket,
    aws.cluster,
    aws.efs,
    aws.instance,
    aws.launchTemplate,
    aws.lustre,
    aws.natGateway,
    aws.nodeGroup,
    aws.rdsCluster,
    aws.rdsInstance,
    aws.table,
    aws.volume,
  ],
  parameters: {
    required: {
      description: "Tags that each resource must carry.",
      schema: { type: "array", items: { type: "string" } },
      weaker: "lower",
      default: ["aidc:environment"],
    },
    allowed: {
      description: "By tag, the values it may have.",
      schema: { type: "object", additionalProperties: { type: "array", items: { type: "string" } } },
      default: anyValue,
    },
  },
  check: (resource, { parameters }) => {
    // The provider writes the tags of its own and the resource's together in `tagsAll`.
    const tags = resource.at("tagsAll").isPresent ? resource.at("tagsAll") : resource.at("tags");
    return [
      ...parameters.required.map((tag) => must(truthOf(tags.at(tag).isPresent), `it has no tag ${tag}`, tags)),
      ...Object.entries(parameters.allowed).map(([tag, values]) => {
        const value = tags.at(tag);
        return must(
          value.isAbsent ? "yes" : value.is(...values),
          `its tag ${tag} is none of ${values.join(", ")}`,
          value,
        );
      }),
    ];
  },
});
