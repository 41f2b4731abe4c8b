import type { InferenceWorkload } from "../../spec/stack";

/** Fewest and most replicas of a service. */
export function replicasOf({ replicas }: Pick<InferenceWorkload, "replicas">): { min: number; max: number } {
  return replicas ?? { min: 2, max: 4 };
}

/** The revision that is tried beside the service: what the canary does not say is as in the service. */
export function canaryOf(service: InferenceWorkload): InferenceWorkload | undefined {
  const { canary } = service;
  if (!canary) return undefined;
  return {
    ...service,
    name: canaryName(service),
    image: canary.image ?? service.image,
    command: canary.command ?? service.command,
    args: canary.args ?? service.args,
    env: { ...service.env, ...canary.env },
    model: canary.model ?? service.model,
    replicas: canary.replicas ?? { min: 2, max: Math.max(2, replicasOf(service).max) },
    entry: undefined,
    canary: undefined,
  };
}

/** Name of the canary's objects. */
export function canaryName({ name }: Pick<InferenceWorkload, "name">): string {
  return `${name}-canary`;
}
