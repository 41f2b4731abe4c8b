import type { SizingRequest } from "../sizing/planner/size";
import type { WorkloadEntry } from "../sizing/planner/workloads";

/** Options of `aidc size`. */
export interface SizeOptions {
  model?: string;
  file?: string;
  tokens?: number;
  within?: string;
  region: string;
  prefer: "price" | "time" | "energy";
  sequence?: number;
  batch?: number;
  optimizer?: SizingRequest["optimizer"];
  precision?: SizingRequest["precision"];
  type?: string[];
  nodes?: number;
  maxNodes?: number;
  utilisation?: number;
  compare?: ("optimizers" | "strategies")[];
  serve?: number;
  prompt?: number;
  answer?: number;
  firstToken?: string;
  token?: string;
  weights?: string;
  plot?: boolean;
  json?: boolean;
}

/** One workload of the command line or of a file. */
export interface Asked
  extends Omit<SizeOptions, "model" | "serve">, Pick<WorkloadEntry, "model" | "serve" | "cnn" | "rnn"> {
  name?: string;
  samples?: number;
  epochs?: number;
  bytesPerSample?: number;
}

/** An answer, and whether anything does what was asked. */
export interface Sized {
  json: object;
  text: string;
  found: boolean;
}
