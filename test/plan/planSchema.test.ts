import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../plan/plan";

describe("plan.schema.json", () => {
  it("describes what `aidc plan --json` prints, and nothing else", () => {
    const { stdout } = spawnSync(process.execPath, ["bin/aidc.js", "plan", "us-east-1", "--json"], {
      encoding: "utf8",
      maxBuffer: 100 * 1024 * 1024,
    });
    const plan = JSON.parse(stdout) as Plan & Record<string, unknown>;
    const validate = new Ajv({ allErrors: true }).compile(
      JSON.parse(readFileSync("plan/plan.schema.json", "utf8")) as Record<string, unknown>,
    );
    validate(plan);
    expect(validate.errors).toBeNull();
    expect(validate({ ...plan, surprise: true })).toBe(false);
    expect(validate({ ...plan, bill: { ...plan.bill, monthlyUSD: "free" } })).toBe(false);
  });
});
