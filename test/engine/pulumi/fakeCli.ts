import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterEach, beforeEach } from "vitest";

export const urn = (type: string, name: string) => `urn:pulumi:dev::p::${type}::${name}`;

interface StepExtra {
  diffs?: string[];
  keys?: string[];
  detailedDiff?: Record<string, object>;
}

/** A step's beginning, or with `resOutputsEvent` its end, as the CLI tells it. */
export function step(
  op: string,
  stepUrn: string,
  type: string,
  state: object,
  extra: StepExtra & { old?: object } = {},
  event = "resourcePreEvent",
) {
  const full = (side: object) => ({
    type,
    urn: stepUrn,
    id: "",
    parent: "",
    provider: "",
    inputs: {},
    outputs: {},
    ...side,
  });
  const { old, ...rest } = extra;
  const sides = /^delete/.test(op) ? { old: full(state) } : { new: full(state), ...(old && { old: full(old) }) };
  return { [event]: { metadata: { op, urn: stepUrn, type, provider: "", ...sides, ...rest } } };
}

export const ended = (
  op: string,
  stepUrn: string,
  type: string,
  state: object,
  extra: Parameters<typeof step>[4] = {},
) => step(op, stepUrn, type, state, extra, "resOutputsEvent");

/** What the CLI says at an operation's end. */
export const summary = (resourceChanges: Record<string, number>, result = "succeeded", PolicyPacks = {}) => ({
  summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges, result, PolicyPacks },
});

/** Puts the stand-in for the Pulumi CLI on PATH for each test. */
export function useFakeCli() {
  const saved = { PATH: process.env.PATH, FAKE_PULUMI: process.env.FAKE_PULUMI };
  const cli = {
    folder: "",
    /** Writes one of the CLI's answers: events by line, or anything else as JSON. */
    answers: (file: string, content: object | object[]) => {
      const lines = (content as object[]).map?.((event, sequence) =>
        JSON.stringify({ sequence, timestamp: 0, ...event }),
      );
      writeFileSync(join(cli.folder, file), lines ? lines.join("\n") : JSON.stringify(content));
    },
    calls: () =>
      readFileSync(join(cli.folder, "calls.log"), "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as string[]),
  };
  beforeEach(() => {
    cli.folder = mkdtempSync(join(tmpdir(), "fake-pulumi-"));
    writeFileSync(join(cli.folder, "Pulumi.yaml"), "name: p\nruntime: nodejs\n");
    cpSync(resolve("test/fixtures/fake-cli/pulumi"), join(cli.folder, "bin/pulumi"));
    chmodSync(join(cli.folder, "bin/pulumi"), 0o755);
    process.env.FAKE_PULUMI = cli.folder;
    process.env.PATH = `${join(cli.folder, "bin")}${delimiter}${saved.PATH}`;
  });
  afterEach(() => {
    Object.assign(process.env, saved);
    if (saved.FAKE_PULUMI === undefined) delete process.env.FAKE_PULUMI;
    rmSync(cli.folder, { recursive: true, force: true });
  });
  return cli;
}
