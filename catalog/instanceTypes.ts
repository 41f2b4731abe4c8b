import { type Accelerator, findAccelerator } from "./accelerators";
import { type Facts, type Source, readFacts, sourceOf } from "./facts";

export interface InstanceType {
  name: string;
  vcpus: number;
  memoryGiB: number;
  architecture: "x86_64" | "arm64";
  accelerator?: InstanceAccelerator;
  network: {
    /** What all cards together sustain, Gbit/s. Smaller types burst above it. */
    gbps: number;
    /** By index, from card 0. */
    cards: NetworkCard[];
    /** 0 where the type has no EFA. */
    maxEfaInterfaces: number;
    /** The cards that AWS has carry the fabric, where cards share ports. Default: all that take EFA. */
    fabricCards?: number[];
  };
  /** Local NVMe instance store. */
  localNvme?: LocalDisks;
  /** Local magnetic disks. */
  localHdd?: LocalDisks;
  /** IPv4 addresses on one interface; absent where no source tells. */
  ipv4PerInterface?: number;
  /** On all cards. */
  maxInterfaces: number;
  /** How EC2 sells it. */
  capacity: CapacityModel[];
  /** False where AWS calls it a previous generation. */
  currentGeneration: boolean;
  /** Keys in the facts file's `sources`. */
  source: string[];
}

/** EC2's usage classes. Whatever is sold on demand can be reserved too. */
export type CapacityModel = "on-demand" | "spot" | "capacity-block";

export interface LocalDisks {
  disks: number;
  totalGB: number;
}

export interface NetworkCard {
  index: number;
  maxInterfaces: number;
  /** Takes `efa` interfaces. */
  efa: boolean;
  /** Takes `efa-only` interfaces, which use no IP address. */
  efaOnly: boolean;
}

/** The accelerators of one instance. */
export interface InstanceAccelerator extends Accelerator {
  count: number;
}

/** Equal cards in a row, as the facts file has them. */
export type CardRun = Omit<NetworkCard, "index"> & { count: number };

/** A type as the facts file has it: its accelerator by name, its cards in runs. */
export interface InstanceTypeFact extends Omit<InstanceType, "name" | "accelerator" | "network"> {
  accelerator?: { name: string; count: number };
  network: Omit<InstanceType["network"], "cards"> & { cards: CardRun[] };
}

export interface InstanceTypeFacts extends Facts {
  types: Record<string, InstanceTypeFact>;
}

/** What EC2 answers of the types, and AWS' documents of those that EC2 shows to their buyers only. */
const factFiles = ["instance-types", "documented-instance-types"];

/** The type's facts, or undefined where the catalogue does not hold it. */
export function findInstanceType(name: string): InstanceType | undefined {
  const fact = factFiles.map((file) => readFacts<InstanceTypeFacts>(file).types[name]).find((found) => found);
  if (!fact) return undefined;
  const { accelerator, network, ...rest } = fact;
  return {
    name,
    ...rest,
    ...(accelerator && { accelerator: { ...describe(accelerator.name), count: accelerator.count } }),
    network: { ...network, cards: unrolled(network.cards) },
  };
}

/** The names of all types in the catalogue, sorted. */
export function instanceTypeNames(): string[] {
  return factFiles.flatMap((file) => Object.keys(readFacts<InstanceTypeFacts>(file).types)).sort();
}

/** Where the type's facts were read. */
export function instanceTypeSources(name: string, keys: string[]): Source[] {
  const facts = factFiles.map((file) => readFacts<InstanceTypeFacts>(file)).find(({ types }) => name in types);
  return facts ? keys.map((key) => sourceOf(facts, key)) : [];
}

function describe(name: string): Accelerator {
  const accelerator = findAccelerator(name);
  if (!accelerator) throw new Error(`catalog/facts/instance-types.json names ${name}, accelerators.json has none`);
  return accelerator;
}

function unrolled(runs: CardRun[]): NetworkCard[] {
  return runs
    .flatMap(({ count, ...card }) => Array.from({ length: count }, () => card))
    .map((card, index) => ({ index, ...card }));
}
