import { modelNames } from "../../catalog/models";
import type { CnnShape } from "../parameters/cnn";
import type { RnnShape } from "../parameters/rnn";
import type { TransformerShape } from "../parameters/transformer";

/**
 * One entry of a file of workloads: a Transformer to train (`model`) or to serve (`model` and `serve`), or a network of another kind to
 * train (`cnn` or `rnn`). Counts and times as on the command line: `2T`, `30d`.
 */
export interface WorkloadEntry {
  name: string;
  /** A model of the catalogue, or your own Transformer. */
  model?: string | TransformerShape;
  serve?: ServeEntry;
  cnn?: CnnShape;
  rnn?: RnnShape;
  /** Of `cnn` and `rnn`: samples of the data set, how often they are gone through, and bytes of one as stored. */
  samples?: string | number;
  epochs?: number;
  bytesPerSample?: string | number;
  tokens?: string | number;
  within?: string;
  /** Tokens or elements of one sequence. */
  sequence?: number;
  /** Tokens, or samples of a `cnn` or `rnn`, of one optimizer step. */
  batch?: string | number;
  optimizer?: "sgd" | "momentum" | "adam" | "adamw" | "adam-8bit";
  precision?: "fp32" | "mixed" | "mixed-fp32-gradients" | "bf16" | "fp8";
  utilisation?: number;
}

/** What a served model is asked for, and how fast it must answer. */
export interface ServeEntry {
  requestsPerSecond: number;
  promptTokens?: number;
  answerTokens?: number;
  firstToken?: string;
  token?: string;
  weightBits?: 4 | 8 | 16;
}

const positive = { type: "integer", minimum: 1 };
const quantity = {
  description: "a count, such as 2T",
  type: ["integer", "string"],
  minimum: 1,
  pattern: "^\\d+(\\.\\d+)?\\s*[kKmMbBtT]?$",
};

const shape = {
  type: "object",
  additionalProperties: false,
  required: ["layers", "hidden", "heads", "kvHeads", "ffn", "gated", "vocabulary", "tiedEmbeddings", "biases", "norm"],
  properties: {
    layers: positive,
    hidden: positive,
    heads: positive,
    kvHeads: positive,
    headDim: positive,
    ffn: positive,
    gated: { type: "boolean" },
    vocabulary: positive,
    tiedEmbeddings: { type: "boolean" },
    biases: { type: "boolean" },
    norm: { enum: ["layer", "rms", "layer-without-bias"] },
    learnedPositions: { type: "integer", minimum: 0 },
    dropout: { type: "boolean" },
    experts: {
      type: "object",
      additionalProperties: false,
      required: ["count", "active"],
      properties: { count: positive, active: positive, sharedFfn: { type: "integer", minimum: 0 } },
    },
  },
};

const layer = {
  type: "object",
  required: ["kind"],
  discriminator: { propertyName: "kind" },
  oneOf: [
    {
      type: "object",
      additionalProperties: false,
      required: ["kind", "outChannels", "kernel"],
      properties: {
        kind: { const: "convolution" },
        outChannels: positive,
        kernel: positive,
        stride: positive,
        padding: { type: "integer", minimum: 0 },
        groups: positive,
        bias: { type: "boolean" },
        batchNorm: { type: "boolean" },
      },
    },
    {
      type: "object",
      additionalProperties: false,
      required: ["kind", "kernel", "stride"],
      properties: {
        kind: { const: "pool" },
        kernel: positive,
        stride: positive,
        padding: { type: "integer", minimum: 0 },
      },
    },
    { type: "object", additionalProperties: false, required: ["kind"], properties: { kind: { const: "global-pool" } } },
    {
      type: "object",
      additionalProperties: false,
      required: ["kind", "outFeatures"],
      properties: { kind: { const: "linear" }, outFeatures: positive, bias: { type: "boolean" } },
    },
    {
      type: "object",
      additionalProperties: false,
      required: ["kind", "layers"],
      properties: {
        kind: { const: "residual" },
        layers: { type: "array", minItems: 1, items: { $ref: "#/definitions/layer" } },
        projection: { $ref: "#/definitions/layer" },
      },
    },
  ],
};

const cnn = {
  type: "object",
  additionalProperties: false,
  required: ["channels", "height", "width", "layers"],
  properties: {
    channels: positive,
    height: positive,
    width: positive,
    layers: { type: "array", minItems: 1, items: { $ref: "#/definitions/layer" } },
  },
};

const rnn = {
  type: "object",
  additionalProperties: false,
  required: ["cell", "layers", "input", "hidden"],
  properties: {
    cell: { enum: ["rnn", "lstm", "gru"] },
    layers: positive,
    input: positive,
    hidden: positive,
    bidirectional: { type: "boolean" },
    vocabulary: positive,
  },
};

const serve = {
  type: "object",
  additionalProperties: false,
  required: ["requestsPerSecond"],
  properties: {
    requestsPerSecond: { type: "number", exclusiveMinimum: 0 },
    promptTokens: positive,
    answerTokens: positive,
    firstToken: { type: "string", minLength: 1 },
    token: { type: "string", minLength: 1 },
    weightBits: { enum: [4, 8, 16] },
  },
};

/** A network of another kind than a Transformer must be told its data set, and knows no tokens. */
const network = (...needs: string[]) => ({
  required: ["samples", ...needs],
  properties: { model: false, tokens: false, serve: false },
});

/** JSON Schema of a file of workloads. */
export const workloadsSchema = {
  definitions: { layer },
  type: "object",
  additionalProperties: false,
  required: ["workloads"],
  properties: {
    workloads: {
      type: "array",
      minItems: 1,
      maxItems: 50,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name"],
        if: { required: ["cnn"] },
        then: network(),
        else: { if: { required: ["rnn"] }, then: network("sequence"), else: { required: ["model"] } },
        properties: {
          name: { type: "string", minLength: 1 },
          model: { if: { type: "string" }, then: { enum: modelNames() }, else: shape },
          serve,
          cnn,
          rnn,
          samples: quantity,
          epochs: positive,
          bytesPerSample: quantity,
          tokens: quantity,
          within: { type: "string", minLength: 1 },
          sequence: positive,
          batch: quantity,
          optimizer: { enum: ["sgd", "momentum", "adam", "adamw", "adam-8bit"] },
          precision: { enum: ["fp32", "mixed", "mixed-fp32-gradients", "bf16", "fp8"] },
          utilisation: { type: "number", exclusiveMinimum: 0, maximum: 1 },
        },
      },
    },
  },
};
