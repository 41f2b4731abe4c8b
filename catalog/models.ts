import { type Facts, readFacts } from "./facts";

/** A published Transformer: what `aidc size --model` takes by name. Sizes in elements. */
export interface Model {
  name: string;
  shape: ModelShape;
  /** Tokens of one training sequence. */
  context: number;
  /** Keys in the facts file's `sources`. */
  source: string[];
}

/** The figures of the model's configuration file. `sizing/parameters/transformer.ts` says what each is. */
export interface ModelShape {
  layers: number;
  hidden: number;
  heads: number;
  kvHeads: number;
  headDim?: number;
  ffn: number;
  gated: boolean;
  vocabulary: number;
  tiedEmbeddings: boolean;
  biases: boolean;
  norm: "layer" | "rms" | "layer-without-bias";
  learnedPositions?: number;
  embeddingNorm?: boolean;
  experts?: { count: number; active: number; sharedFfn?: number };
  dropout?: boolean;
}

interface ModelFacts extends Facts {
  models: Record<string, Omit<Model, "name">>;
}

/** The model's facts, or undefined where the catalogue does not hold it. */
export function findModel(name: string): Model | undefined {
  const facts = readFacts<ModelFacts>("models").models[name];
  return facts && { name, ...facts };
}

/** The names of all models in the catalogue, sorted. */
export function modelNames(): string[] {
  return Object.keys(readFacts<ModelFacts>("models").models).sort();
}
