import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { SizingAnswer } from "../../sizing/planner/answer";

function size(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("bin/aidc.js"), "size", ...args], {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return { status, stdout, stderr };
}

describe("aidc size", () => {
  it("says what to buy, why, and what follows, the same bytes as its JSON's figures", () => {
    const asked = ["--model", "llama-3-70b", "--tokens", "2T", "--within", "30d"];
    const text = size(...asked, "--compare", "optimizers", "strategies");
    expect(text.stderr).toBe("");
    expect(text.status).toBe(0);
    const answer = JSON.parse(size(...asked, "--json").stdout) as SizingAnswer;
    const { pool } = answer.chosen ?? {};
    expect(text.stdout).toContain(
      `- { name: ${pool?.name}, instanceType: ${pool?.instanceType}, nodes: ${pool?.nodes}, zone: ${pool?.zone} }`,
    );
    for (const heading of ["Ranked by price", "Not in the running", "Optimizers on", "Strategies on", "days late"])
      expect(text.stdout).toContain(heading);
    expect(text.stdout).toContain("not offered in us-east-1");
  });

  it.each([
    [["--model", "lama-3-70b"], /no model lama-3-70b\. Did you mean llama-3-70b\?/],
    [["--model", "llama-3-70b", "--tokens", "many"], /write a count such as 2T/],
    [["--model", "llama-3-70b", "--within", "soon"], /--within soon is no time\. Write one such as 30d/],
    [["--model", "llama-3-70b", "--region", "us-esat-1"], /Did you mean us-east-1\?/],
    [["--model", "llama-3-70b", "--type", "p5.48xlrage"], /Did you mean p5\.48xlarge\?/],
    [["--model", "llama-3-70b", "--utilisation", "40"], /at most 1/],
    [[], /say which model/],
  ])("refuses %j in plain words", (args, message) => {
    const { status, stderr, stdout } = size(...args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("exits with 1 where nothing runs in time", () => {
    const { status, stdout } = size("--model", "llama-3-405b", "--tokens", "15T", "--within", "1d");
    expect(status).toBe(1);
    expect(stdout).toContain("Nothing runs in time.");
  });
});
