import { readFileSync } from "node:fs";
import Ajv, { type ErrorObject } from "ajv";
import { closest } from "fastest-levenshtein";
import { LineCounter, isNode, parseDocument } from "yaml";
import { type WorkloadEntry, workloadsSchema } from "./workloads";

/** A file of workloads that cannot be used, with everything wrong with it, a line a problem. */
export class WorkloadsFileError extends Error {
  override name = "WorkloadsFileError";
}

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
  const validate = new Ajv({ allErrors: true, verbose: true, strict: false, discriminator: true }).compile<{
    workloads: WorkloadEntry[];
  }>(workloadsSchema);
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

function explain(error: ErrorObject, at: (path: string[]) => string): string {
  const path = error.instancePath.split("/").slice(1);
  const say = (steps: string[], words: string) => `${at(path)}: ${steps.join(".") || "the file"} ${words}`;
  const { additionalProperty, missingProperty, allowedValues } = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case "additionalProperties": {
      const known = Object.keys((error.parentSchema as { properties: object }).properties);
      const key = String(additionalProperty);
      return say([...path, key], `is not a known key. Did you mean ${closest(key, known)}?`);
    }
    case "required":
      return say([...path, String(missingProperty)], "is missing");
    case "enum": {
      const allowed = (allowedValues as unknown[]).map(String);
      const nearest = closest(String(error.data), allowed);
      return say(
        path,
        `is not an allowed value (${found(error)}; allowed: ${allowed.join(", ")}). Did you mean ${nearest}?`,
      );
    }
    case "false schema":
      return say(path, "does not go with a cnn or rnn");
    case "discriminator":
      return say(path, "must be of a kind that is known: convolution, pool, global-pool, linear, residual");
    default: {
      const { description } = error.parentSchema as { description?: string };
      return say(path, `${description ? `must be ${description}` : error.message} (${found(error)})`);
    }
  }
}

function found({ data }: ErrorObject): string {
  const text = JSON.stringify(data);
  return `found ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new WorkloadsFileError(`${file}: cannot be read (${String((error as NodeJS.ErrnoException).code)})`);
  }
}
