import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { ended, step, summary, useFakeCli } from "../../engine/pulumi/fakeCli";

const interrupt = "\u0003";
const stack = "stacks/examples/mnist.yaml";

interface Typed {
  /** What stands on the terminal when it is typed. */
  at: string;
  type: string;
}

/** Runs the command line on a terminal, as its user sees it. */
function onTerminal(args: string[], typed: Typed[] = [], env: NodeJS.ProcessEnv = {}) {
  const command = [
    resolve("test/real/terminal/on_terminal.py"),
    "80",
    JSON.stringify(typed),
    process.execPath,
    "bin/aidc.js",
  ];
  const { stdout, stderr } = spawnSync("python3", [...command, ...args], {
    encoding: "utf8",
    env: { ...process.env, CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: "xterm", ...env },
  });
  expect(stderr).toBe("");
  const { status, written } = JSON.parse(stdout) as { status: number; written: string };
  return { status, written, text: stripVTControlCharacters(written).replaceAll("\r", "") };
}

/** As whoever works on it finds the terminal afterwards. */
function expectLeftAsItWas(written: string) {
  expect(written.lastIndexOf("\u001b[?25h")).toBeGreaterThanOrEqual(written.lastIndexOf("\u001b[?25l"));
  expect(written).not.toMatch(/\n {4}at /);
}

describe("a spinner", () => {
  it("turns while a stack is planned, and leaves nothing behind", () => {
    const { status, written, text } = onTerminal(["plan", stack]);
    expect(text).toMatch(/⠋ mnist: starting[^]*mnist: \d+ resources[^]*\nNext\n {2}Deploy it: /);
    expectLeftAsItWas(written);
    expect(status).toBe(0);
  });

  it("goes at an interrupt", () => {
    const { status, written } = onTerminal(["plan", stack], [{ at: "mnist: [0-9]+ resources", type: interrupt }]);
    expectLeftAsItWas(written);
    expect(status).toBe(130);
  });

  it.each([{ CI: "true" }, { TERM: "dumb" }])("is not for %j", (env) => {
    const { status, written } = onTerminal(["plan", stack], [], { ...env, NO_COLOR: "1" });
    expect(written).not.toContain("\u001b");
    expect(status).toBe(0);
  });
});

describe("a deployment", () => {
  const cli = useFakeCli();
  const type = "aws:s3/bucket:Bucket";
  const urns = ["a", "b", "c"].map((name) => `urn:pulumi:mnist::aidc::${type}::${name}`);
  const prelude = { preludeEvent: { config: {} } };
  const judged = { "aidc-security|local|policies/security": "0.1.0" };
  const custom = { custom: true };

  /** Three buckets, half a second between what the CLI tells. */
  function up(...typed: Typed[]) {
    const steps = urns.map((urn) => step("create", urn, type, custom));
    cli.answers("events.jsonl", [prelude, ...steps, summary({ create: 3 }, "succeeded", judged)]);
    cli.answers("plan.json", { resourcePlans: {} });
    const done = urns.map((urn) => ended("create", urn, type, custom));
    cli.answers("up.jsonl", [prelude, ...steps, ...done, summary({ create: 3 })]);
    return onTerminal(["up", stack], typed, { FAKE_PULUMI_PACE: "500" });
  }
  const consented = { at: "\\[y/N\\] ", type: "y\r" };

  it("asks on a line of its own, shows what is under way, and ends", () => {
    const { status, written, text } = up(consented);
    expect(text).toMatch(/\nDeploy this to us-east-1\? It makes billed resources\. \[y\/N\] y\n/);
    expect(text).toMatch(/mnist: 1 of 3, 0:0\d\n {2}0:0\d {2}creating Bucket b\n/);
    expect(text).toMatch(/deployed mnist in 0:0\d: 3 create\n$/);
    expectLeftAsItWas(written);
    expect(status).toBe(0);
  });

  it("does not begin where the user leaves at the question", () => {
    const { status, written, text } = up({ ...consented, type: interrupt });
    expect(text).toMatch(/\naidc: nothing was deployed\.\n$/);
    expect(cli.calls().some(([command]) => command === "up")).toBe(false);
    expectLeftAsItWas(written);
    expect(status).toBe(130);
  });

  it("ends what is under way at an interrupt, and says how to go on", () => {
    const { status, written, text } = up(consented, { at: "1 of 3", type: interrupt });
    expect(text).toMatch(/stopping: what is under way is finished first\.[^]*stopped mnist after [^]*\nNext\n/);
    expectLeftAsItWas(written);
    expect(status).toBe(1);
  });
});

describe("a new region", () => {
  it("is asked for, and nothing is written where the user leaves", () => {
    const before = readdirSync("stacks");
    const { status, written, text } = onTerminal(
      ["region", "new"],
      [
        { at: "take after\\?", type: "\r" },
        { at: "Where\\?", type: interrupt },
      ],
    );
    expect(text).toMatch(/● us-east-1[^]*Cancelled\.[^]*aidc: nothing was written\.\n$/);
    expect(text).not.toContain("backbone");
    expectLeftAsItWas(written);
    expect(status).toBe(130);
    expect(readdirSync("stacks")).toEqual(before);
    expect(existsSync("Pulumi.backbone.yaml")).toBe(false);
  });
});
