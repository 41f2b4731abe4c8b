import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { describe, expect, it } from "vitest";
import { cnnCost } from "../../sizing/parameters/cnn";
import { fittedShare, networkPredictions, RESNET_50 } from "../../sizing/proof/networks";
import { defaultEfficiency, NETWORK_MATMUL } from "../../sizing/step/efficiency";
import { fittedMatmul } from "../../sizing/proof/calibrate";
import { errorAtPublished, errorsOf, proofPage } from "../../sizing/proof/page";
import { predictions } from "../../sizing/proof/predictions";

const all = predictions();

describe("published runs", () => {
  it("are predicted within 25% each and 15% on the mean with the defaults, from rows that fitted nothing", () => {
    const { rows, mean, largest } = errorsOf(all, "predicted");
    expect(rows).toBeGreaterThanOrEqual(40);
    expect(largest).toBeLessThanOrEqual(0.25);
    expect(mean).toBeLessThanOrEqual(0.15);
  });

  it("stay within 10% on the mean with those of which the source gives hours only, however far each is off", () => {
    expect(errorsOf(all, "hours only").rows).toBe(
      all.filter(({ run }) => run.assumed?.includes("accelerators")).length,
    );
    expect(errorsOf(all, "predicted", "hours only").mean).toBeLessThanOrEqual(0.1);
    const beyond = all.filter(({ role, atDefault }) => role === "hours only" && Math.abs(atDefault.error) > 0.25);
    expect(beyond.map(({ run }) => run.id)).toEqual(["llama-2-34b-run"]);
  });

  it("are predicted within 10% with the utilisation that the source gives", () => {
    expect(all.filter(({ atPublishedUtilisation }) => atPublishedUtilisation).length).toBeGreaterThanOrEqual(10);
    expect(errorAtPublished(all)).toBeLessThanOrEqual(0.1);
  });

  it("include whole runs of different models", () => {
    const whole = all.filter(({ run, role }) => run.whole && (role === "predicted" || role === "hours only"));
    expect(new Set(whole.map(({ run }) => run.model)).size).toBe(whole.length);
    expect(whole.length).toBeGreaterThanOrEqual(9);
  });

  it("of other networks are fitted by their kind's share of the peak where they say so, and predicted by it within a half", () => {
    const networks = networkPredictions();
    for (const { row } of networks.filter(({ row }) => row.calibration))
      expect(Math.floor(fittedShare(row) * 100) / 100).toBe(NETWORK_MATMUL[row.network === "gnmt" ? "rnn" : "cnn"]);
    const errors = networks.filter(({ row }) => !row.calibration).map(({ error }) => Math.abs(error));
    expect(errors).toHaveLength(6);
    expect(Math.max(...errors)).toBeLessThanOrEqual(0.5);
    expect(cnnCost(RESNET_50).parameters).toBe(25_557_032);
  });

  it("leave nothing out without a reason", () => {
    for (const { run, role } of all) expect(role === "outside").toBe((run.outside ?? "").length > 20);
  });
});

describe("the defaults", () => {
  it.each([
    ["A100", "NVIDIA A100 80GB"],
    ["H100", "NVIDIA H100"],
  ])("of %s are the fit to the calibration rows", (family, accelerator) => {
    const { rounded, rows } = fittedMatmul(family);
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(defaultEfficiency(accelerator).matmul).toBeCloseTo(rounded, 9);
  });
});

describe("docs/sizing/proof.md", () => {
  it("is what `npm run sizing:validate` writes", async () => {
    const path = "docs/sizing/proof.md";
    const page = await format(proofPage(), { ...(await resolveConfig(path)), parser: "markdown" });
    expect(readFileSync(path, "utf8")).toBe(page);
    expect(page).not.toContain("| wrong");
  });
});
