/** The shape of a decoder or encoder Transformer, dense or mixture of experts. Sizes in elements. */
export interface TransformerShape {
  layers: number;
  hidden: number;
  heads: number;
  /** Key and value heads: `heads` for multi-head attention, fewer for grouped-query attention, 1 for multi-query. */
  kvHeads: number;
  /** Width of one head; `hidden / heads` where absent. */
  headDim?: number;
  /** Width of the feed-forward layer (of one expert, where there are experts). */
  ffn: number;
  /** Gated feed-forward (SwiGLU, GeGLU): three matrices instead of two. */
  gated: boolean;
  vocabulary: number;
  /** The output projection shares the embedding's weights. */
  tiedEmbeddings: boolean;
  /** Linear layers have biases. */
  biases: boolean;
  /** `layer` has a gain and a bias, `rms` a gain, `layer-without-bias` a gain. */
  norm: "layer" | "rms" | "layer-without-bias";
  /** Learned position embeddings, 0 for rotary or ALiBi. */
  learnedPositions?: number;
  /** A norm on the embeddings (BLOOM). */
  embeddingNorm?: boolean;
  experts?: Experts;
  /** Activations pass dropout in training, which keeps masks; default false. */
  dropout?: boolean;
}

export interface Experts {
  count: number;
  /** Experts that a token visits. */
  active: number;
  /** Width of the expert that every token visits, 0 where there is none. */
  sharedFfn?: number;
}

export interface TransformerParameters {
  /** One layer, all experts. */
  layer: number;
  /** One layer, what one token visits. */
  activeLayer: number;
  embedding: number;
  /** 0 where it shares the embedding's weights. */
  output: number;
  total: number;
  /** What one token visits: total for a dense model. */
  active: number;
}

/** Width of all query heads together. */
export function queryWidth(shape: TransformerShape): number {
  return shape.heads * headWidth(shape);
}

/** Width of all key heads together (the value heads have the same). */
export function keyWidth(shape: TransformerShape): number {
  return shape.kvHeads * headWidth(shape);
}

function headWidth(shape: TransformerShape): number {
  return shape.headDim ?? shape.hidden / shape.heads;
}

/**
 * Parameters of a Transformer, exactly, from its shape.
 * Source: Vaswani et al. 2017 (arXiv 1706.03762) for the layer; Ainslie et al. 2023 (arXiv 2305.13245) for grouped-query
 * attention; Shazeer 2020 (arXiv 2002.05202) for the gated layer; Fedus et al. 2021 (arXiv 2101.03961) for experts.
 */
export function transformerParameters(shape: TransformerShape): TransformerParameters {
  const attention = attentionParameters(shape);
  const norms = 2 * normParameters(shape);
  const expert = feedForwardParameters(shape, shape.ffn);
  const shared = shape.experts?.sharedFfn ? feedForwardParameters(shape, shape.experts.sharedFfn) : 0;
  const router = shape.experts ? shape.hidden * shape.experts.count : 0;
  const common = attention + norms + shared + router;
  const layer = common + expert * (shape.experts?.count ?? 1);
  const activeLayer = common + expert * (shape.experts?.active ?? 1);
  const embedding =
    shape.vocabulary * shape.hidden +
    (shape.learnedPositions ?? 0) * shape.hidden +
    (shape.embeddingNorm ? normParameters(shape) : 0);
  const output = shape.tiedEmbeddings ? 0 : shape.vocabulary * shape.hidden;
  const outside = embedding + output + normParameters(shape);
  return {
    layer,
    activeLayer,
    embedding,
    output,
    total: shape.layers * layer + outside,
    active: shape.layers * activeLayer + outside,
  };
}

/** Query, key, value and output projections. */
export function attentionParameters(shape: TransformerShape): number {
  const { hidden } = shape;
  const weights = 2 * hidden * queryWidth(shape) + 2 * hidden * keyWidth(shape);
  return weights + (shape.biases ? queryWidth(shape) + 2 * keyWidth(shape) + hidden : 0);
}

/** One feed-forward layer of the width. */
export function feedForwardParameters(shape: TransformerShape, ffn: number): number {
  const inward = shape.gated ? 2 : 1;
  return (inward + 1) * shape.hidden * ffn + (shape.biases ? inward * ffn + shape.hidden : 0);
}

function normParameters(shape: TransformerShape): number {
  return shape.norm === "layer" ? 2 * shape.hidden : shape.hidden;
}
