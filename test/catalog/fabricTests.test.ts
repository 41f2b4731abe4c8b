import { expect, test } from "vitest";
import { fabricExpectation } from "../../catalog/fabricTests";
import { findInstanceType } from "../../catalog/instanceTypes";

function expectationOf(name: string) {
  const type = findInstanceType(name);
  if (!type) throw new Error(`${name} is not in the catalogue`);
  return fabricExpectation(type);
}

test("a published run is expected as it was published", () => {
  expect(expectationOf("p5.48xlarge")).toEqual({
    busGBps: 487.09,
    basis: expect.stringMatching(/^published: 2 nodes at 16 GiB \(https:/) as string,
  });
});

test("where nobody published one, the least share of the line rate that any run reached: 751 of 800 GB/s", () => {
  const basis = "derived: 94% of 3200 Gbit/s, the least that a published run reached";
  expect(expectationOf("p5en.48xlarge")).toEqual({ busGBps: 375.5, basis });
  expect(expectationOf("p4d.24xlarge")?.busGBps).toBe(46.9);
});

test.each([
  ["g6e.48xlarge", "its GPUs share PCIe"],
  ["p6e-gb200.36xlarge", "its nodes share NVLink"],
  ["trn2.48xlarge", "nobody published a run of its maker's"],
])("%s is expected nothing: %s", (name) => {
  expect(expectationOf(name)).toBeUndefined();
});
