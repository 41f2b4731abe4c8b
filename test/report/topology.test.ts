import { describe, expect, it } from "vitest";
import { type Drawing, flowingLayout, stackedLayout } from "../../report/topology/layout";
import type { Box } from "../../report/topology/measures";
import { topologyOf } from "../../report/topology/places";
import { loadStack } from "../../spec/load";
import type { Pool, Stack } from "../../spec/stack";

const { stack } = loadStack("stacks/us-east-1.yaml");

/** The reference region with so many pools, a file system, copies and a table in another region. */
function regionOf(pools: number): Stack {
  const kinds: Omit<Pool, "name">[] = [
    { instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az6" },
    { instanceType: "p5.48xlarge", nodes: 40, zone: "use1-az4" },
    { instanceType: "g6e.12xlarge", nodes: { min: 0, max: 8 } },
  ];
  const made = Array.from({ length: pools }, (_, index) => {
    return { name: `pool-${index}`, ...(kinds[index % kinds.length] ?? {}) } as Pool;
  });
  return {
    ...stack,
    pools: made,
    serving: [{ name: "chat", team: "products", image: "image", pool: "pool-2" }],
    workloads: [],
    dynamicPools: [],
    recovery: { mode: "pilot-light", otherRegion: "us-west-2" },
    storage: {
      buckets: [{ name: "curated", replicate: true }, { name: "checkpoints" }],
      replicaRegion: "us-west-2",
      lustre: [{ name: "scratch", pool: "pool-0", sizeGiB: 38_400, links: [{ bucket: "curated", path: "/curated" }] }],
      hdfs: [{ name: "lake", pool: "pool-0", image: "image", dataNodes: 3 }],
      databases: { dynamodb: [{ name: "runs", key: "id", replicas: ["eu-west-1"] }] },
    },
  };
}

const inside = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

function expectTidy({ places, region, width, height }: Drawing) {
  const page = { x: 0, y: 0, width, height };
  expect(inside(region, page)).toBe(true);
  for (const [index, { place, box, cards }] of places.entries()) {
    expect(inside(box, page)).toBe(true);
    expect(inside(box, region)).toBe(place.kind === "storage" || place.kind === "zone");
    for (const other of places.slice(index + 1)) expect(apart(box, other.box)).toBe(true);
    for (const [at, card] of cards.entries()) {
      expect(inside(card, { ...box, x: 0, y: 0 })).toBe(true);
      for (const other of cards.slice(at + 1)) expect(apart(card, other)).toBe(true);
    }
  }
}

describe("a topology", () => {
  it("puts each pool where it lives, with its accelerators, fabric and use", () => {
    const { places } = topologyOf(regionOf(3));
    const zone = places.find(({ id }) => id === "use1-az6");
    expect(zone?.pools).toEqual([
      {
        name: "pool-0",
        instanceType: "p5en.48xlarge",
        nodes: { min: 4, max: 4 },
        accelerator: { name: "NVIDIA H200", count: 8, memoryGiB: 141 },
        network: "16 × EFA, 3,200 Gbps",
        placement: "on demand · cluster placement group",
        uses: ["scratch: Lustre 37.5 TiB, 500 MB/s/TiB", "lake: HDFS, 3 data nodes"],
      },
    ]);
    const spread = places.find(({ id }) => id === "zones");
    expect(spread?.pools.map(({ name }) => name)).toEqual(["system", "pool-2"]);
    expect(places.map(({ id }) => id)).toEqual([
      "users",
      "storage",
      "use1-az4",
      "use1-az6",
      "zones",
      "us-west-2",
      "eu-west-1",
    ]);
  });

  it("says what flows where", () => {
    expect(topologyOf(regionOf(3)).flows).toEqual([
      { from: "bucket:curated", to: "use1-az6", what: "scratch" },
      { from: "users", to: "zones", what: "chat" },
      { from: "bucket:curated", to: "us-west-2:replicas", what: "replication" },
      { from: "storage", to: "us-west-2:backups", what: "backups" },
      { from: "dynamodb:runs", to: "eu-west-1:runs", what: "global table" },
    ]);
  });

  it.each([3, 12, 60])(
    "with %i pools overlaps nothing and keeps the region's parts within its frame",
    async (pools) => {
      const topology = topologyOf(regionOf(pools));
      const flowing = await flowingLayout(topology);
      expectTidy(flowing);
      expect(flowing.width).toBeLessThan(1350);
      expect(flowing.flows.map(({ points }) => points.length >= 2)).toEqual(topology.flows.map(() => true));
      for (const columns of [1, 2]) expectTidy(stackedLayout(topology, columns));
      expect(stackedLayout(topology, 1).width).toBeLessThan(360);
      expectTidy(await flowingLayout(topologyOf({ ...regionOf(pools), serving: [] })));
    },
  );
});
