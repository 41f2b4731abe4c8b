import { type Facts, readFacts } from "./facts";

interface TopologyFacts extends Facts {
  nodeLabel: { prefix: string; source: string[] };
  /** Types by how many layers of the network EC2 tells of their instances. */
  networkNodes: Record<string, { types: string[]; source: string[] }>;
}

/**
 * The node labels that say how near two nodes of a type are, the widest first and the node itself last: the levels of a
 * Kueue `Topology`. EKS sets those of the network; a type whose topology EC2 does not tell has the node's name alone.
 */
export function topologyLevels(instanceType: string): string[] {
  const { nodeLabel, networkNodes } = readFacts<TopologyFacts>("topology");
  const layers = Object.entries(networkNodes).find(([, { types }]) => types.includes(instanceType))?.[0] ?? "0";
  return [
    ...Array.from({ length: Number(layers) }, (_, above) => `${nodeLabel.prefix}${above + 1}`),
    "kubernetes.io/hostname",
  ];
}
