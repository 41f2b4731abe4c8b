import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { EmbeddedEngine } from "../../engine/embedded/embeddedEngine";
import { isDecided } from "../../plan/cost/billOf";
import type { Plan } from "../../plan/plan";
import { planFacts, planOf } from "../../plan/planOf";
import { shippedVerdict } from "../../policies/verdict";
import { overviewOf } from "../../regions/overview";
import { type Preset, presetsPage, purposeOf } from "../../regions/presetsPage";
import { loadStack } from "../../spec/load";

interface PlannedPreset extends Preset {
  plan: Plan;
}

async function preset(file: string): Promise<PlannedPreset> {
  const path = join("stacks/presets", file);
  const name = basename(file, ".yaml");
  const { stack } = loadStack(path);
  const request = { projectDirectory: process.cwd(), stack: name, config: { "aidc:file": path } };
  const preview = await new EmbeddedEngine().preview(request);
  const plan = planOf(preview, planFacts(name, path, stack), shippedVerdict(preview.resources, "."));
  return { name, text: readFileSync(path, "utf8"), stack, overview: overviewOf(plan, stack), plan };
}

describe("presets", async () => {
  const planned: PlannedPreset[] = [];
  for (const file of readdirSync("stacks/presets").sort()) planned.push(await preset(file));
  const uses = ["education", "finance-risk", "healthcare-imaging", "image-recognition", "natural-language"];

  it("has one for each kind of use", () => {
    expect(planned.map(({ name }) => name)).toEqual([...uses, "recommendation", "speech"]);
  });

  it.each(planned.map((preset) => [preset.name, preset] as const))(
    "%s plans, passes and keeps to its budget",
    (_, preset) => {
      const { plan, text, stack } = preset;
      expect(plan.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(plan.policy).toMatchObject({ verdict: "pass" });
      expect(plan.bill.monthlyUSD).toBeLessThan(plan.bill.budgetMonthlyUSD);
      expect(plan.resources.filter(({ custom, type }) => custom && !isDecided(type))).toEqual([]);
      expect(stack.workloads?.length).toBeGreaterThan(0);
      // Small, and says why.
      expect(text.split("\n").length).toBeLessThan(80);
      expect(text.match(/^ *# /gm)?.length).toBeGreaterThanOrEqual(4);
    },
  );

  it("are in the docs, each with what it is for", () => {
    const page = readFileSync("docs/presets.md", "utf8");
    for (const { name, text } of planned) {
      expect(page).toContain(`[${name}](../stacks/presets/${name}.yaml)`);
      expect(page).toContain(purposeOf(text));
    }
    expect(presetsPage(planned).match(/^\| \[/gm)).toHaveLength(planned.length);
  });
});
