import { readFileSync } from "node:fs";
import Ajv, { type ErrorObject } from "ajv";
import { LineCounter, isNode, parseDocument } from "yaml";
import { modelNames } from "../../catalog/models";
import type { TransformerShape } from "../parameters/transformer";

/** One entry of a file of workloads. Counts and times as on the command line: `2T`, `30d`. */
export interface WorkloadEntry {
  name: string;
  /** A model of the catalogue, or your own Transformer. */
  model: string | TransformerShape;
  tokens?: string | number;
  within?: string;
  sequence?: number;
  batch?: string | number;
  optimizer?: "sgd" | "momentum" | "adam" | "adamw" | "adam-8bit";
  precision?: "fp32" | "mixed" | "mixed-fp32-gradients" | "bf16" | "fp8";
  utilisation?: number;
}

/** A file of workloads that cannot be used, with everything wrong with it, a line a problem. */
export class WorkloadsFileError extends Error {
  override name = "WorkloadsFileError";
}

const positive = { type: "integer", minimum: 1 };
const quantity = { oneOf: [positive, { type: "string", pattern: "^\\d+(\\.\\d+)?\\s*[kKmMbBtT]?$" }] };

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

const schema = {
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
        required: ["name", "model"],
        properties: {
          name: { type: "string", minLength: 1 },
          model: { if: { type: "string" }, then: { enum: modelNames() }, else: shape },
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

/**
 * Reads a YAML file of workloads.
 * @throws WorkloadsFileError where it cannot be read, is no YAML or says what is not allowed.
 */
export function readWorkloads(file: string): WorkloadEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(textOf(file), { lineCounter: lines });
  const place = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  if (document.errors.length > 0)
    throw new WorkloadsFileError(
      document.errors.map(({ pos, message }) => `${place(pos[0])}: ${message.split("\n")[0]}`).join("\n"),
    );
  const value: unknown = document.toJS();
  const validate = new Ajv({ allErrors: true, strict: false }).compile<{ workloads: WorkloadEntry[] }>(schema);
  if (validate(value)) return value.workloads;
  const problems = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if" && keyword !== "oneOf");
  const at = (path: string[]) => {
    const node = document.getIn(
      path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      true,
    );
    return place((isNode(node) ? node.range?.[0] : undefined) ?? 0);
  };
  throw new WorkloadsFileError([...new Set(problems.map((error) => explain(error, at)))].join("\n"));
}

function explain(
  { instancePath, message = "is not valid", params }: ErrorObject,
  at: (path: string[]) => string,
): string {
  const path = instancePath.split("/").slice(1);
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
  const detail = additionalProperty ? `: ${additionalProperty}` : allowedValues ? `: ${allowedValues.join(", ")}` : "";
  return `${at(path)}: ${path.join(".") || "the file"} ${message}${detail}`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new WorkloadsFileError(`${file}: cannot be read (${String((error as NodeJS.ErrnoException).code)})`);
  }
}
