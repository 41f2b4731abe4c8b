import type { GraphResource, ResourceGraph } from "../../plan/graph";
import { allOf, anyOf, type Property, type Truth } from "../../plan/property";
import { aws } from "./types";

/** Whether a selection of AWS Backup in the stack takes the resource: by name, by `*`, or by a tag. */
export function isBackedUp(resource: GraphResource, graph: ResourceGraph): Truth {
  return anyOf(graph.ofType(aws.backupSelection).map((selection) => selects(selection, resource)));
}

function selects(selection: GraphResource, resource: GraphResource): Truth {
  const named = selection.references("resources", resource.type).includes(resource) ? "yes" : "no";
  const all = selection.at("resources").some((arn) => arn.is("*"));
  const tags = resource.at("tagsAll").isPresent ? resource.at("tagsAll") : resource.at("tags");
  const byTag = selection.at("selectionTags").some((tag) => carries(tags, tag.at("key"), tag.at("value")));
  return anyOf([named, all, byTag]);
}

function carries(tags: Property, key: Property, value: Property): Truth {
  if (key.text === undefined || value.text === undefined) return allOf(["unknown"]);
  return tags.at(key.text).is(value.text);
}
