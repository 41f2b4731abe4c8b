import type {
  Diagnostic,
  PolicyPackInfo,
  PolicyViolation,
  PreviewResource,
  PreviewResult,
  PreviousResource,
} from "../engine";
import { inDependencyOrder } from "../order";
import { publicProperties } from "../values";
import { stackOf } from "./deployment";
import type { ResourceState } from "./state";

interface Outcome {
  states: ResourceState[];
  packs: PolicyPackInfo[];
  violations: PolicyViolation[];
  diagnostics: Diagnostic[];
  deleted: PreviousResource[];
}

/** What a preview found, in an order and a form that depend on nothing but the program: secrets masked, keys sorted. */
export function previewResult({ states, packs, violations, diagnostics, deleted }: Outcome): PreviewResult {
  const rank = new Map(packs.map(({ name }, index) => [name, String(index).padStart(4, "0")]));
  const key = (violation: PolicyViolation) =>
    [rank.get(violation.pack) ?? "", violation.policy, violation.urn ?? "", violation.message].join("\0");
  return {
    resources: inDependencyOrder(states.map(previewResource)),
    outputs: publicProperties(stackOf(states)?.outputs ?? {}),
    packs,
    violations: [...violations].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    diagnostics,
    deleted,
  };
}

function previewResource(state: ResourceState): PreviewResource {
  const byProperty = Object.entries(state.propertyDependencies).filter(([, urns]) => urns.length > 0);
  return {
    urn: state.urn,
    type: state.type,
    name: state.name,
    custom: state.custom,
    ...(state.parent ? { parent: state.parent } : {}),
    ...(state.provider ? { provider: state.provider } : {}),
    inputs: publicProperties(state.inputs),
    outputs: publicProperties(state.outputs),
    dependencies: state.dependencies,
    propertyDependencies: Object.fromEntries(byProperty.sort(([a], [b]) => (a < b ? -1 : 1))),
    protect: state.protect ?? false,
    retainOnDelete: state.retainOnDelete ?? false,
    aliases: state.aliasUrns,
    ignoreChanges: state.ignoreChanges,
    additionalSecretOutputs: state.additionalSecretOutputs,
    external: state.external,
    change: state.change,
    ...(state.sourcePosition ? { sourcePosition: state.sourcePosition } : {}),
  };
}
