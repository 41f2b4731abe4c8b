import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readFacts } from "../../catalog/facts";
import type { InstanceTypeFacts } from "../../catalog/instanceTypes";
import type { OfferingFacts } from "../../catalog/regions";
import { Region } from "../../components/region";
import { loadStack } from "../../spec/load";
import { find, register } from "./harness";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aidc-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A stack file that adds lines to the reference region's. */
function region(...lines: string[]) {
  const file = join(folder, "mine.yaml");
  writeFileSync(
    file,
    [`extends: ${relative(folder, resolve("stacks/us-east-1"))}`, 'account: "111122223333"', "pools:", ...lines].join(
      "\n",
    ),
  );
  return register((opts) => void new Region("mine", loadStack(file).stack, opts));
}

test("a pool is added by three lines", async () => {
  const registered = await region("  - name: research", "    instanceType: g5.xlarge", "    nodes: 3");
  expect(find(registered, "aws:eks/nodeGroup:NodeGroup", "mine-research-nodes").inputs).toMatchObject({
    amiType: "AL2023_x86_64_NVIDIA",
    scalingConfig: { minSize: 3, maxSize: 3, desiredSize: 3 },
    taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" }],
  });
});

test("a new instance type is added by data alone", async () => {
  const { types } = readFacts<InstanceTypeFacts>("instance-types");
  const { offerings } = readFacts<OfferingFacts>("offerings");
  const known = types["p6-b300.48xlarge"];
  if (!known) throw new Error("p6-b300.48xlarge is not in the catalogue");
  // Twice the cards, with room for a single interface on each but the first.
  const cards = [
    { count: 1, maxInterfaces: 4, efa: false, efaOnly: false },
    { count: 32, maxInterfaces: 1, efa: true, efaOnly: true },
  ];
  types["p9.96xlarge"] = { ...known, network: { gbps: 12800, cards, maxEfaInterfaces: 32 } };
  offerings.push({ types: ["p9.96xlarge"], zones: { "us-east-1": ["use1-az6"] } });
  try {
    const registered = await region("  - { name: next, instanceType: p9.96xlarge, nodes: 2, zone: use1-az6 }");
    const { inputs } = find(registered, "aws:ec2/launchTemplate:LaunchTemplate", "mine-next-template");
    const interfaces = inputs.networkInterfaces as { networkCardIndex: number; deviceIndex: number }[];
    expect(interfaces.map(({ networkCardIndex, deviceIndex }) => [networkCardIndex, deviceIndex])).toEqual(
      Array.from({ length: 33 }, (_, card) => [card, 0]),
    );
  } finally {
    delete types["p9.96xlarge"];
    offerings.pop();
  }
});
