import type { InferenceWorkload } from "../../spec/stack";

/** Fewest and most replicas of a service. */
export function replicasOf({ replicas }: Pick<InferenceWorkload, "replicas">): { min: number; max: number } {
  return replicas ?? { min: 2, max: 4 };
}

/** The revision that is tried beside the service: what the canary does not say is as in the service. */
export function canaryOf(service: InferenceWorkload): InferenceWorkload | undefined {
  if (!service.canary) return undefined;
  const { weight: _weight, ...changes } = service.canary;
  const { entry: _entry, canary: _canary, ...rest } = service;
  return {
    ...rest,
    replicas: { min: 2, max: Math.max(2, replicasOf(service).max) },
    ...changes,
    env: { ...service.env, ...changes.env },
    name: canaryName(service),
  };
}

/** Name of the canary's objects. */
export function canaryName({ name }: Pick<InferenceWorkload, "name">): string {
  return `${name}-canary`;
}
