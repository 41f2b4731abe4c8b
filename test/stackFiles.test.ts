import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { Region } from "../components/region";
import { loadStack } from "../spec/load";
import { type Problem, StackFileError } from "../spec/problems";
import type { Stack } from "../spec/stack";
import { register } from "./components/harness";
import { mutants } from "./mutants";

const directory = mkdtempSync(join(tmpdir(), "aidc-any-"));
afterAll(() => rmSync(directory, { recursive: true }));
writeFileSync(join(directory, "base.yaml"), readFileSync("stacks/base.yaml"));
const file = join(directory, "stack.yaml");

/** The stack of a file with that content, or what is wrong with it. Anything else that is thrown is a defect. */
function load(content: string | Uint8Array): Stack | readonly Problem[] {
  writeFileSync(file, content);
  try {
    return loadStack(file).stack;
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
}

describe("any file", () => {
  const shipped = readFileSync("stacks/us-east-1.yaml", "utf8");
  const splice = fc
    .tuple(
      fc.nat(shipped.length),
      fc.nat(40),
      fc.oneof(fc.string(), fc.constantFrom("[", "{", "\t", "&a ", "*a", "null", "1e999", "!!x ", "\n---\n", "<<: ")),
    )
    .map(([at, length, text]) => shipped.slice(0, at) + text + shipped.slice(at + length));
  const anything = fc.oneof(
    { weight: 3, arbitrary: mutants.map((stack) => stringify(stack)) },
    { weight: 2, arbitrary: splice },
    { weight: 1, arbitrary: fc.oneof(fc.string({ unit: "binary" }), fc.uint8Array()) },
  );

  it("gives positioned problems or a stack that makes a region, the same each time", async () => {
    const valid = new Map<string, Stack>();
    let runs = 0;
    fc.assert(
      fc.property(anything, (content) => {
        const loaded = load(content);
        // One in eight again: reading is most of what this test takes.
        if (runs++ % 8 === 0) expect(load(content)).toEqual(loaded);
        if ("region" in loaded) valid.set(JSON.stringify(loaded), loaded);
        else expect(loaded.every(({ line, column, message }) => line > 0 && column > 0 && message !== "")).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(valid.size).toBeGreaterThan(10);
    // Making a region takes a thousand times as long as reading its file.
    for (const stack of [...valid.values()].slice(0, 2)) {
      // Without its account, a region asks for the caller's, which the mocks do not answer.
      const inAccount = { account: "111122223333", ...stack };
      const registered = await register((opts) => void new Region("any", inAccount, opts));
      expect(registered.length).toBeGreaterThan(100);
    }
  }, 180_000);
});
