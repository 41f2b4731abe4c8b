import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arrivesIn,
  environmentsOf,
  pairsOf,
  peeringRoutes,
  rangesOf,
} from "../../../components/interconnect/transitRoutes";
import type { Environment, MemberRegion, Site } from "../../../spec/stack";

const east: MemberRegion = {
  name: "us-east-1",
  asn: 64512,
  ranges: { production: "10.16.0.0/13", development: "10.64.0.0/14" },
};
const west: MemberRegion = { name: "us-west-2", asn: 64513, ranges: { production: "10.24.0.0/13" } };
const site: Site = {
  name: "headquarters",
  region: "us-east-1",
  environment: "production",
  ranges: ["192.168.0.0/20"],
  asn: 65010,
};

describe("peeringRoutes", () => {
  it("leads each environment to its own ranges and sites elsewhere, and to no other", () => {
    expect(peeringRoutes([east, west], [site])).toEqual([
      { region: "us-east-1", environment: "production", destination: "10.24.0.0/13", peer: "us-west-2" },
      { region: "us-west-2", environment: "production", destination: "10.16.0.0/13", peer: "us-east-1" },
      { region: "us-west-2", environment: "production", destination: "192.168.0.0/20", peer: "us-east-1" },
    ]);
  });

  it("pairs each region with each once, whatever the file's order", () => {
    const regions = ["c", "a", "b"].map((name) => ({ name }));
    expect(pairsOf(regions)).toEqual([
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
    ]);
    expect(pairsOf([...regions].reverse())).toEqual(pairsOf(regions));
  });
});

const environments = ["production", "staging", "development"] as const;

/** Any Backbone whose ranges are apart, as `rangesApart` holds them. */
const backbones = fc
  .array(fc.subarray([...environments], { minLength: 1 }), { minLength: 1, maxLength: 6 })
  .chain((members) => {
    const regions = members.map((has, index): MemberRegion => {
      const ranges = has.map((environment, at) => [environment, `10.${index * 16 + at * 4}.0.0/14`]);
      return {
        name: `region-${index}`,
        asn: 64512 + index,
        ranges: Object.fromEntries(ranges) as MemberRegion["ranges"],
      };
    });
    const entrances = regions.flatMap((region) =>
      environmentsOf(region).map((environment) => ({ region, environment })),
    );
    return fc.record({
      regions: fc.constant(regions),
      sites: fc.array(fc.constantFrom(...entrances), { maxLength: 4 }).map((chosen) =>
        chosen.map(({ region, environment }, index): Site => {
          const ranges: Site["ranges"] = [`192.168.${index * 16}.0/20`];
          return { name: `site-${index}`, region: region.name, environment, ranges, asn: 65100 };
        }),
      ),
    });
  });

/** Every place with an address in it, and its environment. */
const places = (regions: readonly MemberRegion[], sites: readonly Site[]) => [
  ...regions.flatMap(({ name, ranges }) =>
    (Object.entries(ranges) as [Environment, string][]).map(([environment, range]) => ({ name, environment, range })),
  ),
  ...sites.map(({ name, environment, ranges: [range] }) => ({ name, environment, range })),
];

describe("arrivesIn", () => {
  it("gets from a VPC to everything of its environment, everywhere, and to nothing of another", () => {
    fc.assert(
      fc.property(backbones, fc.nat(2 ** 10), ({ regions, sites }, host) => {
        for (const region of regions) {
          for (const environment of environmentsOf(region)) {
            for (const to of places(regions, sites)) {
              const [a, b, c] = to.range.split(".").map(Number);
              const address = [a, b, Number(c) + (host >> 8), host & 255].join(".");
              const arrived = arrivesIn(address, { region: region.name, environment }, regions, sites);
              expect(arrived).toBe(to.environment === environment ? environment : undefined);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("drops what is of nobody", () => {
    expect(arrivesIn("172.16.0.1", { region: "us-east-1", environment: "production" }, [east, west])).toBeUndefined();
  });

  it("would see a range that a wrong file gives to two environments", () => {
    const wrong = { ...west, ranges: { production: "10.24.0.0/13", development: "10.24.0.0/14" } };
    const staging = { ...east, ranges: { development: "10.64.0.0/14", production: "10.16.0.0/13" } };
    expect(arrivesIn("10.24.0.1", { region: "us-east-1", environment: "development" }, [staging, wrong])).toBe(
      "production",
    );
  });
});

it("lists what an environment's VPCs route to the Backbone: all regions and sites of it", () => {
  expect(rangesOf("production", [east, west], [site])).toEqual(["10.16.0.0/13", "192.168.0.0/20", "10.24.0.0/13"]);
  expect(rangesOf("development", [east, west], [site])).toEqual(["10.64.0.0/14"]);
});
