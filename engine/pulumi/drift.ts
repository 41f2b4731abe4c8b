import type { EngineEvent as CliEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";
import type { Drift, DriftedResource, PropertyDifference } from "../deployer";
import { differingPaths, parsePath } from "../difference";
import type { PropertyMap, PropertyValue } from "../engine";
import { isObject } from "../values";
import { errorsOf, isReal } from "./events";

/** What a refresh's preview found. It begins with a step `refresh` and ends with what the refresh would do to the state. */
export function driftOf(events: CliEvent[]): Drift {
  const asked = events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []).filter(isReal);
  return {
    resources: asked.length,
    drifted: asked.flatMap((metadata) => driftedOf(metadata) ?? []).sort((a, b) => (a.urn < b.urn ? -1 : 1)),
    errors: errorsOf(events),
  };
}

function driftedOf({
  op,
  urn,
  type,
  old,
  new: now,
  detailedDiff,
  diffs,
}: StepEventMetadata): DriftedResource | undefined {
  if (op === "delete") return { urn, type, kind: "deleted", differences: [] };
  if (op !== "update" || !old || !now) return undefined;
  const paths = detailedDiff
    ? Object.entries(detailedDiff)
    : (diffs ?? []).map((path) => [path, { inputDiff: true }] as const);
  const differences = paths.flatMap(([path, { inputDiff }]) => {
    const side = inputDiff ? "inputs" : "outputs";
    return leavesAt(path, valueAt(old[side] as PropertyMap, path), valueAt(now[side] as PropertyMap, path));
  });
  return { urn, type, kind: "changed", differences: differences.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** A whole object differs for one of its members: that one is named. */
function leavesAt(path: string, deployed?: PropertyValue, cloud?: PropertyValue): PropertyDifference[] {
  if (!isObject(deployed) || !isObject(cloud)) {
    return [{ path, ...(deployed !== undefined && { deployed }), ...(cloud !== undefined && { cloud }) }];
  }
  return differingPaths(deployed, cloud).flatMap((below) =>
    leavesAt(
      below.startsWith("[") ? path + below : `${path}.${below}`,
      valueAt(deployed, below),
      valueAt(cloud, below),
    ),
  );
}

function valueAt(properties: PropertyMap, path: string): PropertyValue | undefined {
  return parsePath(path).reduce<PropertyValue | undefined>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isObject(value) ? value[key] : undefined;
  }, properties);
}
