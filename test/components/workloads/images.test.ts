import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test, vi } from "vitest";
import { warnOfExampleImages } from "../../../components/workloads/images";
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

function warningsOf(given: Stack): string[] {
  const warned: string[] = [];
  vi.spyOn(pulumi.log, "warn").mockImplementation((message) => {
    warned.push(message);
    return Promise.resolve();
  });
  warnOfExampleImages(given, resource);
  return warned;
}

test("warns of an example's images, and says where one's own come from", () => {
  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(
      /^mnist, digits: the image is an example's.*Containerfile.*put the digest that the push prints into the stack file/,
    ),
  ]);
});

test("is silent about images of one's own", () => {
  expect(warningsOf(built)).toEqual([]);
});
