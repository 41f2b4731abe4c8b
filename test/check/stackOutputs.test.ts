import { expect, it } from "vitest";
import { checkStack, type CheckContext } from "../../check/checkStack";
import type { Engine, PreviewRequest, PreviewResult } from "../../engine/engine";
import { loadStack } from "../../spec/load";

const nothing: PreviewResult = {
  resources: [],
  outputs: {},
  packs: [],
  violations: [],
  diagnostics: [],
  deleted: [],
};

it("a checked stack's references are answered from where it is planned: the present from here, the base from there", async () => {
  const requests: PreviewRequest[] = [];
  const engine: Engine = {
    preview: (request) => {
      requests.push(request);
      return Promise.resolve(nothing);
    },
  };
  const asked: unknown[] = [];
  const context: CheckContext = {
    engine,
    projectDirectory: process.cwd(),
    base: { ref: "main", commit: "abc", program: "built", directory: process.cwd(), programDirectory: "/base" },
    packs: [],
    baseline: new Set(),
    date: "2026-11-25",
    stackOutputs: (stack, place) => {
      asked.push([stack, place.programDirectory]);
      return () => Promise.resolve({ from: place.programDirectory });
    },
  };
  const file = "stacks/us-east-1.yaml";
  await checkStack({ ...loadStack(file), name: "us-east-1", relativeFile: file }, context);
  expect(asked).toEqual([
    ["us-east-1", "/base"],
    ["us-east-1", process.cwd()],
  ]);
  for (const { projectDirectory, stackOutputs } of requests) {
    const answer = typeof stackOutputs === "function" ? await stackOutputs("organization/aidc/backbone") : undefined;
    expect(answer).toEqual({ from: projectDirectory });
  }
  expect(requests).toHaveLength(2);
});
