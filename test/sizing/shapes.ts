import { findModel } from "../../catalog/models";
import type { AcceleratorNode } from "../../sizing/accelerator";
import type { TransformerShape } from "../../sizing/parameters/transformer";

/** A GPT: multi-head attention, feed-forward of four widths, dropout, as the papers' formulas have it. */
export function gpt(layers: number, hidden: number, heads: number, vocabulary = 51200): TransformerShape {
  return {
    layers,
    hidden,
    heads,
    kvHeads: heads,
    ffn: 4 * hidden,
    gated: false,
    vocabulary,
    tiedEmbeddings: true,
    biases: true,
    norm: "layer",
    learnedPositions: 2048,
    dropout: true,
  };
}

export function catalogueShape(name: string): TransformerShape {
  const model = findModel(name);
  if (!model) throw new Error(`no model ${name}`);
  return model.shape;
}

/** Eight accelerators with round figures. */
export const NODE: AcceleratorNode = {
  name: "test",
  acceleratorsPerNode: 8,
  memoryBytes: 80e9,
  memoryBytesPerSecond: 3e12,
  peakFlopsPerSecond: { bf16: 1e15, fp8: 2e15 },
  intraNodeBytesPerSecond: 400e9,
  networkBytesPerSecond: 50e9,
};
