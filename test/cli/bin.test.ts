import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Plan } from "../../plan/plan";

const folder = mkdtempSync(join(tmpdir(), "aidc-bin-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(args: string[], shell = false) {
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, AWS_ACCESS_KEY_ID: "must-not-be-used" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env, shell });
  return { status, stdout, stderr };
}

describe("bin/aidc.js", () => {
  it("plans, in a pipe without colour or progress", () => {
    const json = node([resolve("bin/aidc.js"), "plan", resolve("bench/plan/five-lines.yaml"), "--json"]);
    expect([json.status, json.stderr]).toEqual([0, ""]);
    expect((JSON.parse(json.stdout) as Plan).policy.verdict).toBe("pass");
  });

  it("is done when its reader is", () => {
    const quoted = JSON.stringify(resolve("bin/aidc.js"));
    const { status, stdout, stderr } = node([quoted, "catalog", "list", "|", "head", "-1"], true);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.trim().split("\n")).toHaveLength(1);
  });

  it("asks for a newer Node.js", () => {
    const older = join(folder, "older.js");
    writeFileSync(
      older,
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.19.1" } });',
    );
    const { status, stdout, stderr } = node(["--require", older, resolve("bin/aidc.js"), "plan", "us-east-1"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe("aidc: Node.js 20 or later is needed, this is 18.19.1. Get it from https://nodejs.org.\n");
  });

  it("says how to build what is not built", () => {
    mkdirSync(join(folder, "bin"));
    copyFileSync("bin/aidc.js", join(folder, "bin", "aidc.js"));
    const { status, stdout, stderr } = node([join(folder, "bin", "aidc.js"), "plan", "us-east-1"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^aidc: it is not built yet\. Run `npm ci` .* and try again\.\n$/);
  });
});
