import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { SizingAnswer } from "../../sizing/planner/answer";
import { aidc } from "./aidc";

const size = (...args: string[]) => aidc("size", ...args);

describe("aidc size", () => {
  it("says what to buy, why, and what follows, the same bytes as its JSON's figures", async () => {
    const asked = ["--model", "llama-3-70b", "--tokens", "2T", "--within", "30d"];
    const text = await size(...asked, "--compare", "optimizers", "strategies");
    expect(text.stderr).toBe("");
    expect(text.status).toBe(0);
    const answer = JSON.parse((await size(...asked, "--json")).stdout) as SizingAnswer;
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
    [[], /say which model, or which file/],
  ])("refuses %j in plain words", async (args, message) => {
    const { status, stderr, stdout } = await size(...args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("exits with 1 where nothing runs in time", async () => {
    const { status, stdout } = await size("--model", "llama-3-405b", "--tokens", "15T", "--within", "1d");
    expect(status).toBe(1);
    expect(stdout).toContain("Nothing runs in time.");
  });
});

describe("aidc size --file", () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-size-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (text: string) => {
    const path = join(folder, "workloads.yaml");
    writeFileSync(path, text);
    return path;
  };

  it("sizes each workload of a file, a model of the catalogue or your own", async () => {
    const path = file(`workloads:
  - { name: base, model: llama-3-8b, tokens: 1T, within: 20d }
  - name: ours
    model: { layers: 24, hidden: 2048, heads: 16, kvHeads: 16, ffn: 8192, gated: false, vocabulary: 50304, tiedEmbeddings: true, biases: true, norm: layer }
    tokens: 26B
`);
    const { status, stdout, stderr } = await size("--file", path, "--json");
    expect([status, stderr]).toEqual([0, ""]);
    const answers = JSON.parse(stdout) as SizingAnswer[];
    expect(answers.map(({ workload, tokens }) => [workload, tokens])).toEqual([
      ["base", 1e12],
      ["ours", 26e9],
    ]);
    expect(answers[1]?.parameters).toBeGreaterThan(1.2e9);
  });

  it("says where a file is wrong, and what is allowed", async () => {
    const path = file("workloads:\n  - name: base\n    model: llama-9\n    tokens: lots\n    colour: red\n");
    const { status, stderr, stdout } = await size("--file", path);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/workloads\.yaml:3: workloads\.0\.model must be .*llama-3-70b/);
    expect(stderr).toMatch(/workloads\.yaml:4: workloads\.0\.tokens/);
    expect(stderr).toMatch(/: colour/);
    expect((await size("--file", join(folder, "none.yaml"))).stderr).toContain("cannot be read (ENOENT)");
  });
});
