/** A recurrent network: a stack of cells, and optionally an embedding before and a projection after it. */
export interface RnnShape {
  cell: "rnn" | "lstm" | "gru";
  layers: number;
  /** Features of one input element; the embedding's width where there is a vocabulary. */
  input: number;
  hidden: number;
  bidirectional?: boolean;
  /** Words; an embedding of this many rows and an output of this many logits. */
  vocabulary?: number;
}

export interface RnnCost {
  parameters: number;
  /** Floating-point operations of the forward pass over one element (token) of a sequence. */
  forwardFlopsPerToken: number;
  /** Elements stored for the backward pass, one token. */
  activationsPerToken: number;
}

/** Matrices of one cell: an LSTM has four gates, a GRU three. */
const GATES = { rnn: 1, lstm: 4, gru: 3 } as const;

/**
 * Parameters, forward operations and activations of a recurrent network, with two biases a gate as cuDNN and PyTorch keep them.
 * Source: Hochreiter and Schmidhuber 1997 (LSTM), Cho et al. 2014 (arXiv 1406.1078, GRU), PyTorch `torch.nn.LSTM`.
 */
export function rnnCost(shape: RnnShape): RnnCost {
  const gates = GATES[shape.cell];
  const directions = shape.bidirectional ? 2 : 1;
  let weights = 0;
  let biases = 0;
  for (let layer = 0; layer < shape.layers; layer++) {
    const inputWidth = layer === 0 ? shape.input : shape.hidden * directions;
    weights += directions * gates * shape.hidden * (inputWidth + shape.hidden);
    biases += directions * gates * 2 * shape.hidden;
  }
  const vocabulary = shape.vocabulary ?? 0;
  const output = vocabulary * shape.hidden * directions;
  return {
    parameters: weights + biases + vocabulary * shape.input + output + vocabulary,
    forwardFlopsPerToken: 2 * (weights + output),
    activationsPerToken: shape.layers * directions * shape.hidden * (gates + 2) + vocabulary,
  };
}
