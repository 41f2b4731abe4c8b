import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
// As built: the processes run what is built.
import { planEach } from "../../../dist/cli/planAll";
import type { Plan, PlanResource } from "../../../plan/plan";
import { hold, type Requests } from "./model";

const requests = JSON.parse(readFileSync(join(__dirname, "operations.json"), "utf8")) as Record<string, Requests>;

const folder = mkdtempSync(join(tmpdir(), "aidc-aws-inputs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The reference region under the longest names that a stack file takes. */
function longestNames(): string {
  const longest = (name: string) => `${name}-${"long-".repeat(6)}`.slice(0, 32).replace(/-$/, "0");
  const names = ["train-h200", "serve-l40s", "burst-l40s", "curated", "pretrain", "web-text"];
  const text = names.reduce(
    (before, name) => before.replaceAll(new RegExp(`\\b${name}\\b`, "g"), longest(name)),
    readFileSync("stacks/us-east-1.yaml", "utf8"),
  );
  const file = join(folder, `${"a-region-of-".repeat(4).slice(0, 39)}s.yaml`);
  writeFileSync(file, text);
  cpSync("stacks/base.yaml", join(folder, "base.yaml"));
  return file;
}

/** Every shipped stack, and those of the tests that show what these do not. */
function stacks(): string[] {
  const files = ["stacks/examples", "stacks/presets", "test/fixtures"].flatMap((directory) =>
    readdirSync(directory).flatMap((name) => (name.endsWith(".yaml") ? [join(directory, name)] : [])),
  );
  return ["us-east-1", "backbone", ...files, longestNames()];
}

let resources: PlanResource[] = [];

beforeAll(async () => {
  const asked = stacks();
  const outcomes = await planEach(asked, { policy: false, engine: "embedded", quiet: true, out: folder });
  expect(outcomes.flatMap((outcome) => ("failure" in outcome ? [outcome] : []))).toEqual([]);
  const plans = readdirSync(folder).filter((name) => name.endsWith(".json"));
  expect(plans).toHaveLength(asked.length);
  resources = plans
    .flatMap((name) => (JSON.parse(readFileSync(join(folder, name), "utf8")) as Plan).resources)
    .filter(({ type, custom }) => custom && type.startsWith("aws:"));
});

it("knows the request of every type that a stack makes", () => {
  const unknown = resources.map(({ type }) => type).filter((type) => !(type in requests));
  expect([...new Set(unknown)]).toEqual([]);
});

it("holds what AWS' own models of its APIs say: enumerations, patterns, lengths, ranges", () => {
  const verdicts = resources.map((resource) => ({ resource, ...hold(resource, requestsOf(resource.type)) }));
  const refused = verdicts.flatMap(({ resource, refused }) => refused.map((each) => `${resource.urn} ${each}`));
  expect(refused).toEqual([]);
  const [held, apart] = [verdicts.flatMap(({ held }) => held).length, verdicts.flatMap(({ apart }) => apart).length];
  console.log(`${held} values held, ${apart} that the requests name otherwise`);
  expect(held / (held + apart)).toBeGreaterThan(0.8);
});

it.each([
  ["aws:iam/role:Role", { namePrefix: "a-role-of-a-region-with-a-very-long-name-" }, /characters/],
  ["aws:backup/vault:Vault", { name: "a.vault" }, /is not/],
  ["aws:eks/nodeGroup:NodeGroup", { capacityType: "ONDEMAND" }, /is none of ON_DEMAND/],
  ["aws:kms/key:Key", { deletionWindowInDays: 400 }, /is outside from 1 to 365/],
  ["aws:s3/bucketVersioning:BucketVersioning", { versioningConfiguration: { status: "On" } }, /is none of Enabled/],
])("would see what is wrong with %s: %j", (type, inputs, message) => {
  const resource = resources.find((each) => each.type === type);
  if (!resource) throw new Error(`no stack makes ${type}`);
  const { refused } = hold({ ...resource, inputs: { ...resource.inputs, ...inputs } }, requestsOf(type));
  expect(refused.join()).toMatch(message);
});

function requestsOf(type: string): Requests {
  const found = requests[type];
  if (!found) throw new Error(`operations.json does not say which request makes ${type}`);
  return found;
}
