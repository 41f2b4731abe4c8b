import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

function aidc(...args: string[]) {
  const env = { ...process.env, NO_COLOR: "1" };
  return spawnSync(process.execPath, [resolve("bin/aidc.js"), "region", ...args], { encoding: "utf8", env });
}

it("prints the file of a new region, says why on stderr, and writes nothing", () => {
  const { status, stdout, stderr } = aidc("new", "eu-central-1", "--environment", "staging", "--dry-run");
  expect(status).toBe(0);
  expect(parse(stdout)).toMatchObject({ extends: "base", region: "eu-central-1", environment: "staging" });
  expect(stderr).toMatch(/pools\.train-h200\.instanceType +p4de\.24xlarge +eu-central-1 offers no p5en\.48xlarge/);
  for (const file of ["stacks/eu-central-1-staging.yaml", "Pulumi.eu-central-1-staging.yaml"])
    expect(existsSync(file)).toBe(false);
});

it.each([
  [["new"], "name the region: aidc region new eu-central-1"],
  [["new", "us-east-1"], "stacks/us-east-1.yaml exists and is not overwritten"],
  [["new", "eu-west-1"], "there can be no such region:\n  pool train-h200: eu-west-1 offers no p5en.48xlarge"],
  [
    ["new", "us-west-2", "--from", "stacks/examples/edge.yaml", "--dry-run"],
    "all pools of edge stand at its sites, which hang on us-east-1: nothing is left for another region",
  ],
  [["new", "us-west-2", "--type", "train"], "write a pool and its type"],
])("refuses %j", (args, message) => {
  const { status, stderr } = aidc(...args);
  expect(stderr).toContain(message);
  expect(status).toBe(2);
});
