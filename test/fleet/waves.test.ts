import fc from "fast-check";
import { expect, it } from "vitest";
import { type Member, wavesOf } from "../../fleet/waves";

const member = (stack: string, over: Partial<Member> = {}): Member => ({
  ...{ stack, kind: "Region", environment: "production" },
  ...over,
});

it("deploys what regions share, canaries, named waves, then development, staging and production", () => {
  const members = [
    member("tokyo"),
    member("backbone", { kind: "Backbone" }),
    member("berlin", { rollout: { wave: 2 } }),
    member("lab", { environment: "development" }),
    member("oregon", { rollout: { wave: 1 } }),
    member("ohio", { rollout: { canary: true, wave: 2 } }),
    member("paris"),
    member("trial", { environment: "staging" }),
    member("seoul"),
  ];
  expect(wavesOf(members, 2)).toEqual([
    { name: "backbone", stacks: ["backbone"] },
    { name: "canary", stacks: ["ohio"] },
    { name: "wave 1", stacks: ["oregon"] },
    { name: "wave 2", stacks: ["berlin"] },
    { name: "wave 3", stacks: ["lab"] },
    { name: "wave 4", stacks: ["trial"] },
    { name: "wave 5", stacks: ["paris", "seoul"] },
    { name: "wave 6", stacks: ["tokyo"] },
  ]);
});

it("takes the first of the rest for the canary where no stack file names one", () => {
  const members = [member("a"), member("b", { environment: "development" }), member("c")];
  expect(wavesOf(members, 5)).toEqual([
    { name: "canary", stacks: ["b"] },
    { name: "wave 1", stacks: ["a", "c"] },
  ]);
  const [first] = wavesOf([...members, member("d", { rollout: { wave: 7 } })], 5);
  expect(first).toEqual({ name: "canary", stacks: ["d"] });
});

it("deploys each stack once, whatever they are and in whichever order they come", () => {
  const rollouts = fc.record({ canary: fc.boolean(), wave: fc.integer({ min: 1, max: 4 }) }, { requiredKeys: [] });
  const members = fc.uniqueArray(
    fc.record({
      stack: fc.string({ minLength: 1, maxLength: 4 }),
      kind: fc.constantFrom("Region", "Backbone"),
      environment: fc.constantFrom<Member["environment"]>("development", "staging", "production"),
      rollout: rollouts,
    }),
    { selector: ({ stack }) => stack },
  );
  fc.assert(
    fc.property(members, fc.integer({ min: 1, max: 5 }), (list, size) => {
      const waves = wavesOf(list, size);
      expect(waves.flatMap(({ stacks }) => stacks).sort()).toEqual(list.map(({ stack }) => stack).sort());
      expect(wavesOf([...list].reverse(), size)).toEqual(waves);
      const unplaced = new Set(list.filter(({ rollout }) => rollout.wave === undefined).map(({ stack }) => stack));
      for (const { name, stacks } of waves)
        if (name.startsWith("wave") && stacks.every((stack) => unplaced.has(stack)))
          expect(stacks.length).toBeLessThanOrEqual(size);
    }),
  );
});
