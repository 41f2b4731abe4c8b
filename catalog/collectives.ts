import { type Facts, readFacts } from "./facts";
import type { InstanceType } from "./instanceTypes";

interface CollectiveFacts extends Facts {
  /** By the accelerator's maker. */
  environment: Record<string, { always: Record<string, string>; efa: Record<string, string>; source: string[] }>;
}

/** Environment by which a pod's collectives (NCCL, or Neuron's) find the type's network: its fabric where `efa`. */
export function collectivesEnvironment(type: InstanceType, efa: boolean): Record<string, string> {
  const facts = readFacts<CollectiveFacts>("collectives").environment[type.accelerator?.manufacturer ?? ""];
  return { ...facts?.always, ...(efa ? facts?.efa : {}) };
}
