import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { regionNames } from "../../catalog/regions";
// As built: the processes run what is built.
import { planEach } from "../../dist/cli/planAll";
import { fleetOf, isPlanned } from "../../fleet/fleet";
import { draftRegion } from "../../regions/draft";
import { RegionRefusal } from "../../regions/refusal";
import { loadStack } from "../../spec/load";

const folder = mkdtempSync(join(tmpdir(), "aidc-every-region-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync("stacks/base.yaml", join(folder, "base.yaml"));

/** The file that `aidc region new` would write, beside those that it has written before; undefined where it refuses. */
function draft(region: string, taken: { cidr: string; by: string }[]): string | undefined {
  const from = "stacks/us-east-1.yaml";
  const source = { ...loadStack(from), name: "us-east-1", text: readFileSync(from, "utf8") };
  const file = join(folder, `${region}.yaml`);
  const around = {
    file,
    schema: resolve("spec/stack.schema.json"),
    taken,
    today: new Date().toISOString().slice(0, 10),
  };
  try {
    const { text, stack } = draftRegion({ region, name: region }, source, around);
    writeFileSync(file, text);
    taken.push({ cidr: stack.network.cidr, by: region });
    return file;
  } catch (error) {
    if (error instanceof RegionRefusal) return undefined;
    throw error;
  }
}

it("plans a region like us-east-1, with no edit, wherever the catalogue has the accelerators", async () => {
  const taken = [{ cidr: loadStack("stacks/us-east-1.yaml").stack.network.cidr, by: "us-east-1" }];
  const files = regionNames()
    .filter((region) => region !== "us-east-1")
    .flatMap((region) => draft(region, taken) ?? []);
  expect(files.length).toBeGreaterThan(15);
  const fleet = fleetOf(await planEach(["us-east-1", ...files], { policy: true, engine: "embedded", quiet: true }));
  // All at once, so that a failure tells of every region. Advice is none: a region may offer but a previous generation.
  const verdicts = fleet.stacks.map((row) =>
    isPlanned(row) ? [row.stack, row.verdict, ...row.errors] : [row.stack, row.failure],
  );
  expect(verdicts).toEqual(
    ["us-east-1", ...files.map((file) => basename(file, ".yaml"))].map((stack) => [stack, "pass"]),
  );
  expect(fleet.addresses.overlapping).toEqual([]);
  expect(fleet.shared).toEqual([]);
  expect(fleet.verdict).toBe("pass");
}, 1_800_000);
