import { resolve } from "node:path";
import { expect, it } from "vitest";
import { eachStack, type Outcome } from "../../fleet/pool";

interface Answer {
  stack: string;
  twice: number;
  process: number;
}

const worker = resolve("test/fixtures/stack-worker.js");
const call = (stacks: string[], options = {}) =>
  eachStack<Answer>(stacks, "answer", [2], { worker, processes: 2, ...options });
const result = (outcome: Outcome<Answer> | undefined) => (outcome && "result" in outcome ? outcome.result : undefined);
const failure = (outcome: Outcome<Answer> | undefined) =>
  outcome && "failure" in outcome ? outcome.failure : undefined;

it("answers in the stacks' order, from no more processes than asked for, which serve one stack after the other", async () => {
  const stacks = Array.from({ length: 12 }, (_, index) => `stack-${index}`);
  const done: number[] = [];
  const outcomes = await call(stacks, { onDone: (count: number) => done.push(count) });
  expect(outcomes.map(result)).toMatchObject(stacks.map((stack) => ({ stack, twice: 2 })));
  expect(new Set(outcomes.map((outcome) => result(outcome)?.process)).size).toBe(2);
  expect(done).toEqual(stacks.map((_, index) => index + 1));
});

it("lets a stack fail, throw, end or kill its process alone", async () => {
  const stacks = ["a", "at-fault", "throws", "b", "ends", "c", "killed", "d"];
  const outcomes = new Map((await call(stacks)).map((outcome) => [outcome.stack, outcome] as const));
  expect([...outcomes.keys()]).toEqual(stacks);
  for (const stack of ["a", "b", "c", "d"]) expect(result(outcomes.get(stack))).toMatchObject({ stack });
  expect(failure(outcomes.get("at-fault"))).toBe("at-fault.yaml:1:1: no such region");
  expect(failure(outcomes.get("throws"))).toBe("a defect");
  expect(failure(outcomes.get("ends"))).toMatch(/^its process ended before it was done/);
  expect(failure(outcomes.get("killed"))).toMatch(/^its process was ended by SIGKILL; where memory is short/);
});

it("ends the process of a stack that hangs, and goes on", async () => {
  // Long enough for a process to start on a busy machine.
  const [hung, next] = await call(["hangs", "next"], { processes: 1, limitSeconds: 5 });
  expect(failure(hung)).toBe("took longer than 5 seconds, and was ended");
  expect(result(next)).toMatchObject({ stack: "next" });
});

it("asks for nothing where there is no stack", async () => {
  expect(await call([])).toEqual([]);
});
