import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { UpdateResult } from "../../engine/deployer";
import { type Journal, unfinishedJournal, writeJournal } from "../../fleet/journal";
import { renderRollout, renderWaves } from "../../fleet/renderRollout";
import { rollOut } from "../../fleet/rollout";
import type { Deployment } from "../../lifecycle/deployment";
import { reportOf } from "../../lifecycle/report";
import { fakeDeployment } from "./fakeDeployment";

const waves = [
  { name: "backbone", stacks: ["backbone"] },
  { name: "canary", stacks: ["east"] },
  { name: "wave 1", stacks: ["north", "south"] },
  { name: "wave 2", stacks: ["west"] },
];
const all = waves.flatMap(({ stacks }) => stacks);
const options = { colour: false, width: 120 };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-rollout-"));
  file = join(folder, "state", "rollout.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Case {
  /** By stack, what goes wrong. */
  trouble?: Record<string, "stops" | "throws" | "refused" | "unchanged" | "no login">;
  fingerprints?: Record<string, string>;
  consent?: (wave: string) => boolean;
}

/** Runs the rollout that the journal's file tells of, else a new one, and remembers what was done in which order. */
async function run({ trouble = {}, fingerprints = {}, consent = () => true }: Case = {}) {
  const done: string[] = [];
  const open = new Set<Deployment>();
  const journal = unfinishedJournal(file) ?? { schemaVersion: 1, begun: "2026-11-26T00:00:00.000Z", stacks: {} };
  const report = await rollOut(
    { waves, fingerprints: new Map(all.map((stack) => [stack, fingerprints[stack] ?? "1"])), journal },
    {
      prepare: (stack) => {
        if (trouble[stack] === "no login") return Promise.reject(new Error("not logged in"));
        const deployment = fakeDeployment(stack, {
          ...(trouble[stack] === "refused" && { refusal: "policy" as const }),
          unchanged: trouble[stack] === "unchanged",
          discard: () => Promise.resolve(void open.delete(deployment)),
        });
        open.add(deployment);
        return Promise.resolve(deployment);
      },
      consent: ({ name, stacks }) => {
        done.push(`consent ${stacks.join(" ")}`);
        return consent(name) ? Promise.resolve() : Promise.reject(new Error("no consent"));
      },
      deploy: async (deployment) => {
        const { stack, refusal, unchanged } = deployment;
        if (refusal || unchanged) return reportOf(deployment);
        if (trouble[stack] === "throws") throw new Error("the CLI is gone");
        // Others of the wave are under way meanwhile.
        await new Promise((resolve) => setTimeout(resolve, stack === "south" ? 20 : 1));
        expect(open.has(deployment)).toBe(true);
        done.push(`deploy ${stack}`);
        const result: UpdateResult = {
          ...{ succeeded: trouble[stack] !== "stops", changes: {}, done: [], errors: [], outputs: {}, interrupted: [] },
        };
        return reportOf(deployment, result, 1);
      },
      record: (state: Journal) => writeJournal(file, state),
      now: () => new Date(Date.UTC(2026, 10, 26, 1)),
    },
  ).finally(() => expect(open.size).toBe(0));
  return { report, done };
}

describe("a rollout", () => {
  it("deploys wave after wave, each with one consent, and leaves a finished journal", async () => {
    const { report, done } = await run();
    expect(done).toEqual([
      ...["consent backbone", "deploy backbone", "consent east", "deploy east", "consent north south"],
      ...["deploy north", "deploy south", "consent west", "deploy west"],
    ]);
    expect(report).toMatchObject({ outcome: "deployed", left: [] });
    expect(unfinishedJournal(file)).toBeUndefined();
    expect(readdirSync(join(folder, "state"))).toEqual(["rollout.json"]);
    expect(renderRollout(report, options)).toContain("deployed every stack");
  });

  it.each(["stops", "throws"] as const)("ends with the wave in which one %s, and goes on there", async (how) => {
    const first = await run({ trouble: { north: how } });
    // South was under way: it is finished.
    expect(first.done.slice(-2)).toContain("deploy south");
    expect(first.report).toMatchObject({ outcome: "stopped", left: ["north", "west"] });
    const text = renderRollout(first.report, options);
    expect(text).toContain("stopped in wave 1: 2 stacks left, north, west.");
    if (how === "throws") expect(text).toContain("the CLI is gone");
    const journal = unfinishedJournal(file) as Journal;
    expect(journal.stacks).toMatchObject({ east: { outcome: "deployed" }, north: { outcome: "stopped" } });
    expect(renderWaves(waves, journal, options)).toMatch(
      /going on with what began at 2026[\s\S]*north \(stopped\), south \(deployed\)/,
    );
    const second = await run();
    expect(second.done).toEqual(["consent north", "deploy north", "consent west", "deploy west"]);
    expect(second.report.waves[2]).toMatchObject({ before: ["south"], deployments: [{ stack: "north" }] });
    expect(second.report.outcome).toBe("deployed");
  });

  it("begins nothing of a wave in which one is refused", async () => {
    const { report, done } = await run({ trouble: { north: "refused" } });
    expect(done).not.toContain("deploy south");
    expect(report).toMatchObject({ outcome: "stopped", left: ["north", "south", "west"] });
    expect(report.waves.at(-1)?.deployments).toMatchObject([{ stack: "north", outcome: "refused" }]);
  });

  it("takes a stack that has nothing to change for one that stands", async () => {
    const { report } = await run({ trouble: { east: "unchanged" } });
    expect(report.outcome).toBe("deployed");
  });

  it("deploys again, canary first, what the mending changed", async () => {
    await run({ trouble: { west: "stops" } });
    const { done } = await run({ fingerprints: { east: "2", west: "2" } });
    expect(done).toEqual(["consent east", "deploy east", "consent west", "deploy west"]);
  });

  it("stops where consent is refused or the CLI cannot be asked, with what was done kept", async () => {
    await expect(run({ consent: (name) => name !== "wave 1" })).rejects.toThrow("no consent");
    expect(Object.keys(unfinishedJournal(file)?.stacks ?? {})).toEqual(["backbone", "east"]);
    await expect(run({ trouble: { south: "no login" } })).rejects.toThrow("not logged in");
  });
});

it("says what is wrong with a journal", () => {
  const other = join(folder, "other.json");
  writeFileSync(other, '{ "schemaVersion": 1, "begun": "now", "stacks": { "a": { "outcome": "fine" } } }');
  expect(() => unfinishedJournal(other)).toThrow(/^stacks\.a must have required property/);
  writeFileSync(other, "{");
  expect(() => unfinishedJournal(other)).toThrow(/JSON/);
});
