import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test, vi } from "vitest";
import { checkImages } from "../../../components/workloads/images";
import { loadStack } from "../../../spec/load";
import type { Stack } from "../../../spec/stack";

const { stack } = loadStack("stacks/examples/mnist.yaml");
const own = `registry.example.com/training@sha256:${"a".repeat(64)}`;
const built: Stack = {
  ...stack,
  workloads: stack.workloads?.map((workload) => ({ ...workload, image: own })),
  serving: stack.serving?.map((service) => ({ ...service, image: own })),
};
const resource = undefined as unknown as pulumi.Resource;
afterEach(() => vi.restoreAllMocks());

function check(given: Stack, preview: boolean): string[] {
  const warned: string[] = [];
  vi.spyOn(pulumi.runtime, "isDryRun").mockReturnValue(preview);
  vi.spyOn(pulumi.log, "warn").mockImplementation((message) => {
    warned.push(message);
    return Promise.resolve();
  });
  checkImages(given, resource);
  return warned;
}

test("an example's images are a preview's warning, and a deployment's end", () => {
  expect(check(stack, true)).toEqual([
    expect.stringMatching(/^mnist, digits: the image is an example's.*Containerfile/),
  ]);
  expect(() => check(stack, false)).toThrow(/put the digest that the push prints into the stack file/);
});

test("images of one's own pass both", () => {
  expect(check(built, true)).toEqual([]);
  expect(check(built, false)).toEqual([]);
});
