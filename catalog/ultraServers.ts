import { type Facts, readFacts } from "./facts";

/** Instances that share one domain of NVLink or NeuronLink, sold together. */
export interface UltraServer {
  /** How many instances one UltraServer has, by size. */
  instances: number[];
  /** The oldest Kubernetes version that EKS runs them with; absent where any does. */
  kubernetes?: string;
}

interface UltraServerFacts extends Facts {
  types: Record<string, UltraServer & { source: string[] }>;
}

/** The UltraServer that instances of the type are part of, or undefined where they stand alone. */
export function ultraServerOf(instanceType: string): UltraServer | undefined {
  return readFacts<UltraServerFacts>("ultraservers").types[instanceType];
}
