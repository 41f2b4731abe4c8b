import { type Facts, readFacts } from "./facts";

export interface InstanceType {
  name: string;
  vcpus: number;
  memoryGiB: number;
  architecture: "x86_64" | "arm64";
  accelerator?: Accelerator;
  network: {
    /** All cards together. */
    gbps: number;
    cards: NetworkCard[];
    /** 0 where the type has no EFA. */
    maxEfaInterfaces: number;
  };
  /** Local NVMe instance store. */
  localNvme?: { disks: number; totalGB: number };
  /** IPv4 addresses on one interface, and interfaces on card 0: what bounds pods a node. */
  ipv4PerInterface: number;
  maxInterfaces: number;
  /** How EC2 sells it. */
  capacity: ("on-demand" | "spot" | "reservation" | "capacity-block")[];
  /** Keys in the facts file's `sources`. */
  source: string[];
}

export interface NetworkCard {
  index: number;
  maxInterfaces: number;
  efa: boolean;
  gbps: number;
}

export interface Accelerator {
  /** The vendor's name, for example `NVIDIA H200`. */
  name: string;
  manufacturer: "NVIDIA" | "AWS";
  count: number;
  memoryGiB: number;
  /** Memory bandwidth of one accelerator, GB/s. */
  memoryGBps?: number;
  /** Dense throughput of one accelerator, teraFLOP/s. */
  bf16Tflops?: number;
  fp8Tflops?: number;
  /** Link between the accelerators of one node, one direction, GB/s an accelerator. */
  intraNode?: { kind: string; gbps: number };
}

interface InstanceTypeFacts extends Facts {
  types: Record<string, Omit<InstanceType, "name">>;
}

/** The type's facts, or undefined where the catalogue does not hold it. */
export function findInstanceType(name: string): InstanceType | undefined {
  const facts = readFacts<InstanceTypeFacts>("instance-types").types[name];
  return facts && { name, ...facts };
}

/** The names of all types in the catalogue, sorted. */
export function instanceTypeNames(): string[] {
  return Object.keys(readFacts<InstanceTypeFacts>("instance-types").types).sort();
}
