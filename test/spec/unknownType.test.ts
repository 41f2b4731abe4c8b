import { expect, test } from "vitest";
import { announcedType } from "../../catalog/announcedTypes";
import { findInstanceType, instanceTypeNames } from "../../catalog/instanceTypes";
import { unknownTypeHint } from "../../spec/unknownType";

test.each([
  ["trn3.48xlarge", /^AWS has named it, and has not published one instance's memory, network cards/],
  ["trn3pd98.3xlarge", /^AWS has named it/],
  ["p6e-gb300.36xlarge", /^AWS has named it, and has not published its network cards .*of 2026-06-23/],
  ["p6e-gb300r.36xlarge", /by invitation/],
  ["p5en.48xlage", /^Did you mean p5en.48xlarge\?$/],
])("of %s, what it lacks or what was meant is said", (name, hint) => {
  expect(findInstanceType(name)).toBeUndefined();
  expect(unknownTypeHint(name)).toMatch(hint);
});

test("nothing that the catalogue holds is called merely named", () => {
  expect(instanceTypeNames().filter((name) => announcedType(name))).toEqual([]);
});
