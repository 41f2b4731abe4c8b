import { type Facts, readFacts, sourceOf } from "./facts";
import { type InstanceType, findInstanceType } from "./instanceTypes";
import { ultraServerOf } from "./ultraServers";

/** The bus bandwidth that an all-reduce over nodes of a type should reach. */
export interface FabricExpectation {
  /** At the largest message, GB/s. */
  busGBps: number;
  /** Why, in words: who published it, or how it is derived. */
  basis: string;
}

/** The pinned image of the test, with what it carries by version. */
export interface FabricTestImage {
  name: string;
  architecture: "x86_64" | "arm64";
  software: Record<string, string>;
}

interface FabricTestFacts extends Facts {
  image: FabricTestImage & { source: string[] };
  ranksPerAccelerator: Record<string, { ranks: number; source: string[] }>;
  /** Published runs of the test by instance type. */
  runs: Record<string, { busGBps: number; nodes: number; messageGiB: number; source: string[] }>;
}

const facts = () => readFacts<FabricTestFacts>("fabric-tests");

export function fabricTestImage(): FabricTestImage {
  const { name, architecture, software } = facts().image;
  return { name, architecture, software };
}

/** Message of the type's published run, GiB; undefined where nobody published one. */
export function publishedMessageGiB(instanceType: string): number | undefined {
  return facts().runs[instanceType]?.messageGiB;
}

/** What a published run reached, else what the line rate lets expect; undefined where it is not the network that bounds. */
export function fabricExpectation(type: InstanceType): FabricExpectation | undefined {
  const run = facts().runs[type.name];
  if (!run) return lineRateExpectation(type);
  const { from } = sourceOf(facts(), run.source[0] ?? "");
  return { busGBps: run.busGBps, basis: `published: ${run.nodes} nodes at ${run.messageGiB} GiB (${from})` };
}

/**
 * The least share of the line rate that a published run of the same maker's accelerators reached. A ring's bus bandwidth is
 * that of its slowest link: this holds where the accelerators' own link outruns the node's network, and ends there.
 */
function lineRateExpectation(type: InstanceType): FabricExpectation | undefined {
  const { accelerator, network, name } = type;
  const line = network.gbps / 8;
  if (!accelerator?.intraNode || accelerator.intraNode.gbps < line || ultraServerOf(name)) return undefined;
  const shares = Object.entries(facts().runs).flatMap(([ran, { busGBps }]) => {
    const other = findInstanceType(ran);
    return other?.accelerator?.manufacturer === accelerator.manufacturer ? [busGBps / (other.network.gbps / 8)] : [];
  });
  if (shares.length === 0) return undefined;
  const share = Math.min(...shares);
  const basis = `derived: ${Math.round(share * 100)}% of ${network.gbps} Gbit/s, the least that a published run reached`;
  return { busGBps: Math.round(share * line * 10) / 10, basis };
}

/** Ranks that one accelerator runs in the test. */
export function ranksPerAccelerator(accelerator: string): number {
  return facts().ranksPerAccelerator[accelerator]?.ranks ?? 1;
}
