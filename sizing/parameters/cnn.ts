/** One layer of a convolutional network. Padding is half the kernel unless told. */
export type CnnLayer =
  | {
      kind: "convolution";
      outChannels: number;
      kernel: number;
      stride?: number;
      padding?: number;
      groups?: number;
      bias?: boolean;
      /** Follows with batch normalisation: gain and shift a channel. */
      batchNorm?: boolean;
    }
  | { kind: "pool"; kernel: number; stride: number; padding?: number }
  | { kind: "global-pool" }
  | { kind: "linear"; outFeatures: number; bias?: boolean }
  /** Layers summed with their input; `projection` changes the input's shape for the sum. */
  | { kind: "residual"; layers: CnnLayer[]; projection?: CnnLayer };

export interface CnnShape {
  channels: number;
  height: number;
  width: number;
  layers: CnnLayer[];
}

export interface CnnCost {
  parameters: number;
  /** Floating-point operations of one sample's forward pass: 2 for a multiply-accumulate. */
  forwardFlopsPerSample: number;
  /** Elements that the layers put out for one sample: what a training step stores for the backward pass. */
  activationsPerSample: number;
}

interface Tensor {
  channels: number;
  height: number;
  width: number;
}

/**
 * Parameters, forward operations and activations of a convolutional network from its layers.
 * Source: Dumoulin and Visin 2016 (arXiv 1603.07285) for the sizes; He et al. 2015 (arXiv 1512.03385) for residual layers.
 * @throws RangeError where a kernel is larger than its input.
 */
export function cnnCost(shape: CnnShape): CnnCost {
  return stack(shape.layers, { channels: shape.channels, height: shape.height, width: shape.width }).cost;
}

function stack(layers: CnnLayer[], input: Tensor): { cost: CnnCost; output: Tensor } {
  let output = input;
  let cost: CnnCost = { parameters: 0, forwardFlopsPerSample: 0, activationsPerSample: 0 };
  for (const layer of layers) {
    const step = one(layer, output);
    if (step.output.height < 1 || step.output.width < 1)
      throw new RangeError(`The ${layer.kind} layer leaves an empty tensor: its kernel is larger than its input.`);
    output = step.output;
    cost = sum(cost, step.cost);
  }
  return { cost, output };
}

function one(layer: CnnLayer, input: Tensor): { cost: CnnCost; output: Tensor } {
  switch (layer.kind) {
    case "convolution":
      return convolution(layer, input);
    case "pool": {
      const side = (length: number) =>
        Math.floor((length + 2 * (layer.padding ?? 0) - layer.kernel) / layer.stride) + 1;
      return free({ channels: input.channels, height: side(input.height), width: side(input.width) });
    }
    case "global-pool":
      return free({ channels: input.channels, height: 1, width: 1 });
    case "linear":
      return linear(layer, input);
    case "residual": {
      const body = stack(layer.layers, input);
      const shortcut = layer.projection ? one(layer.projection, input).cost : undefined;
      return { cost: shortcut ? sum(body.cost, shortcut) : body.cost, output: body.output };
    }
  }
}

function convolution(layer: Extract<CnnLayer, { kind: "convolution" }>, input: Tensor) {
  const stride = layer.stride ?? 1;
  const padding = layer.padding ?? Math.floor(layer.kernel / 2);
  const side = (length: number) => Math.floor((length + 2 * padding - layer.kernel) / stride) + 1;
  const output = { channels: layer.outChannels, height: side(input.height), width: side(input.width) };
  const weights = layer.outChannels * (input.channels / (layer.groups ?? 1)) * layer.kernel ** 2;
  const extra = (layer.bias ? layer.outChannels : 0) + (layer.batchNorm ? 2 * layer.outChannels : 0);
  return {
    output,
    cost: {
      parameters: weights + extra,
      forwardFlopsPerSample: 2 * weights * output.height * output.width,
      activationsPerSample: elements(output) * (layer.batchNorm ? 2 : 1),
    },
  };
}

function linear(layer: Extract<CnnLayer, { kind: "linear" }>, input: Tensor) {
  const weights = elements(input) * layer.outFeatures;
  return {
    output: { channels: layer.outFeatures, height: 1, width: 1 },
    cost: {
      parameters: weights + (layer.bias === false ? 0 : layer.outFeatures),
      forwardFlopsPerSample: 2 * weights,
      activationsPerSample: layer.outFeatures,
    },
  };
}

function free(output: Tensor): { cost: CnnCost; output: Tensor } {
  return { output, cost: { parameters: 0, forwardFlopsPerSample: 0, activationsPerSample: elements(output) } };
}

function elements(tensor: Tensor): number {
  return tensor.channels * tensor.height * tensor.width;
}

function sum(a: CnnCost, b: CnnCost): CnnCost {
  return {
    parameters: a.parameters + b.parameters,
    forwardFlopsPerSample: a.forwardFlopsPerSample + b.forwardFlopsPerSample,
    activationsPerSample: a.activationsPerSample + b.activationsPerSample,
  };
}
