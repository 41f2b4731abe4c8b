import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Ajv from "ajv";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
// As built: the processes run what is built.
import { planAll } from "../../dist/cli/planAll";
import type { Fleet } from "../../fleet/fleet";
import type { Plan } from "../../plan/plan";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-fleet-"));
  cpSync(resolve("stacks/base.yaml"), join(folder, "base.yaml"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stackFile(name: string, region: string, cidr: string): string {
  const file = join(folder, `${name}.yaml`);
  const lines = [
    ...["extends: base", `region: ${region}`, "environment: production", "budget: { monthlyUSD: 40000 }"],
    ...["pools: [{ name: serve, instanceType: g6e.12xlarge, nodes: 2 }]", `network: { cidr: ${cidr} }`],
  ];
  writeFileSync(file, lines.join("\n"));
  return file;
}

async function run(...names: string[]) {
  let stdout = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += text.toString();
    return true;
  });
  try {
    const options = { policy: true, engine: "embedded" as const, json: true, out: join(folder, "plans") };
    return { code: await planAll(names, options), fleet: JSON.parse(stdout) as Fleet };
  } finally {
    spy.mockRestore();
  }
}

it("plans what it can, says of each other stack why not, and keeps the plans", async () => {
  const names = [
    stackFile("east", "us-east-1", "10.16.0.0/16"),
    stackFile("nowhere", "us-esat-1", "10.18.0.0/16"),
    stackFile("west", "us-west-2", "10.16.128.0/20"),
  ];
  const { code, fleet } = await run(...names);
  expect(code).toBe(2);
  expect(fleet.verdict).toBe("error");
  const [east, nowhere, west] = fleet.stacks;
  expect([east, west]).toMatchObject([
    { stack: "east", region: "us-east-1", verdict: "pass", errors: [] },
    { stack: "west", region: "us-west-2", verdict: "pass", errors: [] },
  ]);
  expect(nowhere).toMatchObject({ stack: names[1], failure: expect.stringContaining("us-east-1") as string });
  expect(fleet.addresses.overlapping).toMatchObject([[{ by: "east" }, { by: "west" }]]);
  expect(fleet.bill.unpriced).toContain(names[1]);
  const plan = JSON.parse(readFileSync(join(folder, "plans", "east.json"), "utf8")) as Plan;
  expect(plan.summary.resources).toBeGreaterThan(100);
  const schema = JSON.parse(readFileSync("fleet/fleet.schema.json", "utf8")) as object;
  const validate = new Ajv({ allErrors: true }).compile(schema);
  expect(validate(fleet) || validate.errors).toBe(true);
});
