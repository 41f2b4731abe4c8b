import { type Facts, type Source, readFacts, sourceOf } from "./facts";
import { compareVersions } from "./versions";

/** What a published run of the fabric's acceptance test reached: the bus bandwidth of its all-reduce. */
export interface FabricExpectation {
  /** Bus bandwidth at the largest message, GB/s. */
  busGBps: number;
  nodes: number;
  messageGiB: number;
  source: Source;
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
  minimumSoftware: Record<string, { versions: Record<string, string>; source: string[] }>;
  expectations: Record<string, Omit<FabricExpectation, "source"> & { source: string[] }>;
}

const facts = () => readFacts<FabricTestFacts>("fabric-tests");

export function fabricTestImage(): FabricTestImage {
  const { name, architecture, software } = facts().image;
  return { name, architecture, software };
}

/** What the type's fabric is expected to reach, or undefined where nobody published a run of it. Never guessed. */
export function fabricExpectation(instanceType: string): FabricExpectation | undefined {
  const found = facts().expectations[instanceType];
  return found && { ...found, source: sourceOf(facts(), found.source[0] ?? "") };
}

/** Ranks that one accelerator runs in the test. */
export function ranksPerAccelerator(accelerator: string): number {
  return facts().ranksPerAccelerator[accelerator]?.ranks ?? 1;
}

/** The oldest versions of driver and libraries that serve the type, as far as a source tells. */
export function minimumSoftware(instanceType: string): Record<string, string> {
  return facts().minimumSoftware[instanceType]?.versions ?? {};
}

/** What of the software is older than the type needs. */
export function outdatedSoftware(
  instanceType: string,
  software: Record<string, string>,
): { name: string; found: string; needed: string }[] {
  return Object.entries(minimumSoftware(instanceType)).flatMap(([name, needed]) => {
    const found = software[name];
    return found !== undefined && compareVersions(found, needed) < 0 ? [{ name, found, needed }] : [];
  });
}
