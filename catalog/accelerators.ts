import { type Facts, type Source, readFacts, sourceOf } from "./facts";

/** One accelerator as its vendor describes it. A figure that no sheet gives is absent. */
export interface Accelerator {
  /** The vendor's name, for example `NVIDIA H200`. */
  name: string;
  manufacturer: "NVIDIA" | "AWS";
  memoryGiB: number;
  /** Memory bandwidth, GB/s. */
  memoryGBps?: number;
  /** Dense throughput (without sparsity), teraFLOP/s. */
  bf16Tflops?: number;
  fp8Tflops?: number;
  /** Link to the other accelerators of the node, one direction, GB/s an accelerator. */
  intraNode?: { kind: string; gbps: number };
  /** Thermal design power of the accelerator alone. */
  tdpWatts?: number;
  /** Keys in the facts file's `sources`. */
  source: string[];
}

interface AcceleratorFacts extends Facts {
  accelerators: Record<string, Omit<Accelerator, "name">>;
}

/** The accelerator of that name, or undefined where the catalogue does not hold it. */
export function findAccelerator(name: string): Accelerator | undefined {
  const fact = readFacts<AcceleratorFacts>("accelerators").accelerators[name];
  return fact && { name, ...fact };
}

export function acceleratorNames(): string[] {
  return Object.keys(readFacts<AcceleratorFacts>("accelerators").accelerators).sort();
}

/** Where the accelerator's figures were read. */
export function acceleratorSources({ source }: Pick<Accelerator, "source">): Source[] {
  return source.map((key) => sourceOf(readFacts<AcceleratorFacts>("accelerators"), key));
}
