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
    [["--model", "llama-3-70b", "--within", "30"], /--within 30 is no time/],
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

  it("sizes a model to serve, a CNN and an RNN beside Transformers to train", async () => {
    const path = file(`workloads:
  - { name: chat, model: llama-3-8b, serve: { requestsPerSecond: 20, weightBits: 8 } }
  - name: digits
    cnn: { channels: 1, height: 28, width: 28, layers: [{ kind: convolution, outChannels: 32, kernel: 3 }, { kind: global-pool }, { kind: linear, outFeatures: 10 }] }
    samples: 60K
    bytesPerSample: 784
  - { name: speech, rnn: { cell: lstm, layers: 2, input: 80, hidden: 512 }, sequence: 500, samples: 1M, batch: 512 }
`);
    const { status, stdout, stderr } = await size("--file", path, "--json");
    expect([status, stderr]).toEqual([0, ""]);
    const answers = JSON.parse(stdout) as {
      workload: string;
      kind?: string;
      chosen: { pool: object; service?: object };
    }[];
    expect(answers.map(({ workload, kind }) => [workload, kind])).toEqual([
      ["chat", undefined],
      ["digits", "cnn"],
      ["speech", "rnn"],
    ]);
    expect(answers[0]?.chosen.service).toMatchObject({ name: "chat" });
    expect((await size("--model", "llama-3-8b", "--serve", "20")).stdout).toContain(
      "  serving:\n    - { name: llama-3-8b, pool: serve-",
    );
  });

  it("says what a network or a service may not be asked", async () => {
    const path = file(`workloads:
  - { name: a, cnn: { channels: 1, height: 8, width: 8, layers: [{ kind: conv, outChannels: 3 }] }, samples: 5, tokens: 3T }
  - { name: b, rnn: { cell: lstm, layers: 1, input: 2, hidden: 3 }, samples: 5 }
  - { name: c, model: llama-3-8b, serve: { requestsPerSecond: 0 } }
`);
    const { status, stderr } = await size("--file", path);
    expect(status).toBe(2);
    expect(stderr).toMatch(/workloads\.yaml:2: workloads\.0\.tokens does not go with a cnn or rnn/);
    expect(stderr).toMatch(/workloads\.0\.cnn\.layers\.0 must be of a kind that is known: convolution, pool/);
    expect(stderr).toMatch(/workloads\.yaml:3: workloads\.1\.sequence is missing/);
    expect(stderr).toMatch(/workloads\.yaml:4: workloads\.2\.serve\.requestsPerSecond must be > 0/);
    expect((await size("--model", "llama-3-8b", "--serve", "5", "--token", "soon")).stderr).toContain(
      "--token soon is no time",
    );
  });

  it("says where a file is wrong, and what is allowed", async () => {
    const path = file("workloads:\n  - name: base\n    model: llama-9\n    tokens: lots\n    colour: red\n");
    const { status, stderr, stdout } = await size("--file", path);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /workloads\.yaml:3: workloads\.0\.model is not an allowed value \(found "llama-9"; allowed: .*llama-3-70b/,
    );
    expect(stderr).toMatch(/workloads\.yaml:4: workloads\.0\.tokens must be a count, such as 2T \(found "lots"\)/);
    expect(stderr).toMatch(/workloads\.0\.colour is not a known key\. Did you mean \w+\?/);
    expect((await size("--file", join(folder, "none.yaml"))).stderr).toContain("cannot be read (ENOENT)");
  });
});
