import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { loadStack, loadStackFile } from "../../spec/load";
import { type Problem, StackFileError } from "../../spec/problems";
import { checkSemantics } from "../../spec/semantics";
import type { Backbone, MemberRegion, Site } from "../../spec/stack";

const loaded = loadStackFile("stacks/backbone.yaml").stack;
if (loaded.kind !== "Backbone") throw new Error("stacks/backbone.yaml is no Backbone");
const backbone: Backbone = loaded;
const [east, ...others] = backbone.regions;
const [headquarters] = backbone.sites as [Site];

const directory = mkdtempSync(join(tmpdir(), "aidc-backbone-"));
afterAll(() => rmSync(directory, { recursive: true }));

function problemsOf(content: object): readonly Problem[] {
  const file = join(directory, "backbone.yaml");
  writeFileSync(file, stringify(content));
  try {
    loadStackFile(file);
    return [];
  } catch (error) {
    if (error instanceof StackFileError) return error.problems;
    throw error;
  }
}

const found = (changes: Partial<Backbone>) =>
  checkSemantics({ ...backbone, ...changes }).map(({ path, message }) => `${path.join(".")} ${message}`);
const eastAs = (changes: Partial<MemberRegion>) =>
  ({ regions: [{ ...east, ...changes }, ...others] }) as Partial<Backbone>;
const siteAs = (changes: Partial<Site>) => ({ sites: [{ ...headquarters, ...changes }] });

describe("a Backbone's file", () => {
  it("is held against its own schema, in plain words", () => {
    expect(problemsOf({ ...backbone, pools: [], transit: "vpc-peering" })).toMatchObject([
      { path: "pools", message: "is not a known key" },
      { path: "transit", message: "is not an allowed value", allowed: ["transit-gateway", "cloud-wan"] },
    ]);
    expect(problemsOf({ ...backbone, domain: undefined })).toMatchObject([{ path: "domain", message: "is missing" }]);
    expect(problemsOf({ ...backbone, usage: { bucketGB: { low: 1, likely: 2 } } })).toMatchObject([
      { path: "usage.bucketGB.high", message: "is missing" },
    ]);
  });

  it("says which kinds there are", () => {
    expect(problemsOf({ ...backbone, kind: "Bakbone" })).toMatchObject([
      { path: "kind", allowed: ["Region", "Backbone"], hint: expect.stringContaining("Backbone") as string },
    ]);
  });

  it("is refused where a region is asked for", () => {
    expect(() => loadStack("stacks/backbone.yaml")).toThrow(/kind.*must be Region here/s);
  });
});

describe("what cannot work in a Backbone", () => {
  it.each<[Partial<Backbone>, string[]]>([
    [
      eastAs({ name: "us-east-9" }),
      [
        "regions.0.name is not a region in the catalogue",
        "region is not one of `regions`",
        "sites.0.region is not one of `regions`",
        "traffic.0.to is no member region and no site",
        "traffic.1.from is no member region and no site",
      ],
    ],
    [eastAs({ asn: 64514 }), ["regions.2.asn is another member's BGP number"]],
    [
      eastAs({ ranges: { production: "10.24.0.0/14" } }),
      ["regions.1.ranges.production overlaps 10.24.0.0/14, regions.0.ranges.production"],
    ],
    [
      eastAs({ ranges: { production: "10.17.0.0/13" } }),
      ["regions.0.ranges.production does not start a range of its size"],
    ],
    [siteAs({ ranges: ["10.16.4.0/24"] }), ["sites.0.ranges.0 overlaps 10.16.0.0/13, regions.0.ranges.production"]],
    [siteAs({ vpn: undefined, directConnect: undefined }), ["sites.0 needs `vpn`, `directConnect` or both"]],
    [
      siteAs({ environment: "staging" }),
      [
        "sites.0.environment has no addresses in us-east-1: nothing there could answer the site",
        "traffic.0.from has nothing of production",
      ],
    ],
    [
      siteAs({ directConnectAsn: 64513 }),
      ["sites.0.directConnectAsn is a region's BGP number: the Direct Connect gateway needs another"],
    ],
    [
      { residency: ["eu"] },
      [0, 1, 2].map((index) => `regions.${index}.name is in us, outside the stack's residency, eu`),
    ],
    [
      { traffic: [{ name: "x", from: "us-east-1", to: "us-east-1", environment: "production", gbPerDay: 1 }] },
      ["traffic.0.to is where it comes from"],
    ],
    [
      { usage: { bucketGB: { low: 3, likely: 2, high: 1 } } },
      ["usage.bucketGB must rise from low over likely to high"],
    ],
  ])("%#", (changes, messages) => {
    expect(found(changes)).toEqual(messages);
  });

  it("is nothing in the shipped one", () => {
    expect(found({})).toEqual([]);
  });
});
