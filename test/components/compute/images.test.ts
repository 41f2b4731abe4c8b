import * as pulumi from "@pulumi/pulumi";
import { afterEach, expect, test, vi } from "vitest";
import { findInstanceType } from "../../../catalog/instanceTypes";
import { type ImageFamily, warnOfOldImage } from "../../../components/compute/images";

afterEach(() => vi.restoreAllMocks());

function warningsOf(name: string, family?: ImageFamily): string[] {
  const warned: string[] = [];
  vi.spyOn(pulumi.log, "warn").mockImplementation((message) => {
    warned.push(message);
    return Promise.resolve();
  });
  const type = findInstanceType(name);
  warnOfOldImage(type ? [type] : [], family, undefined as unknown as pulumi.Resource);
  return warned;
}

test("warns of a driver in EKS' image that is too old for the type, with both versions", () => {
  expect(warningsOf("g7.12xlarge")).toEqual([
    expect.stringMatching(/^g7\.12xlarge needs nvidia-driver 595 or newer, and EKS' AL2023 image .* carries 580\./),
  ]);
});

test.each([
  ["p6-b300.48xlarge", undefined],
  ["trn2.48xlarge", undefined],
  ["m7i.xlarge", undefined],
  // What Bottlerocket's images carry, the catalogue does not say.
  ["g7.12xlarge", "bottlerocket" as const],
])("is silent about %s on %s", (name, family) => {
  expect(warningsOf(name, family)).toEqual([]);
});
