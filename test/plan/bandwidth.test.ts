import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkLoads, type StatedNetwork } from "../../plan/bandwidth";

const hq = { name: "hq", region: "us-east-1", directConnect: [{ gbps: 10 }, { gbps: 10 }], vpn: {} };
const network = (changes: Partial<StatedNetwork>): StatedNetwork => ({
  transit: "transit-gateway",
  sites: [hq],
  ...changes,
});
const stream = (gbPerDay: number, more = {}) => ({ name: "raw", from: "hq", to: "us-east-1", gbPerDay, ...more });

describe("linkLoads", () => {
  it("needs what a stream's day comes to, in the hours it may take", () => {
    // 108,000 GB over 24 h is 108,000 × 8 Gb / 86,400 s.
    expect(linkLoads(network({ traffic: [stream(108_000)] }))).toEqual([
      {
        link: "hq – us-east-1",
        kind: "Direct Connect",
        traffic: ["raw"],
        gbPerDay: { low: 108_000, likely: 108_000, high: 108_000 },
        neededGbps: { low: 10, likely: 10, high: 10 },
        capacityGbps: 20,
        degradedGbps: 10,
        verdict: "fits",
      },
    ]);
    const [night] = linkLoads(network({ traffic: [stream(108_000, { withinHours: 6 })] }));
    expect(night).toMatchObject({ neededGbps: { likely: 40 }, verdict: "too little" });
  });

  it("is tight where it fits, but not with its best way lost, or not at its high", () => {
    const verdict = (changes: Partial<StatedNetwork>) => linkLoads(network(changes))[0]?.verdict;
    expect(verdict({ traffic: [stream(120_000)] })).toBe("tight");
    const varies = { low: 1, likely: 10, high: 10_000_000 };
    expect(verdict({ traffic: [{ ...stream(0), gbPerDay: varies }] })).toBe("tight");
  });

  it("falls back to the VPN where there is one port, and to one tunnel where there is only a VPN", () => {
    const link = (site: object) => linkLoads(network({ sites: [{ ...hq, ...site }], traffic: [stream(1)] }))[0];
    expect(link({ directConnect: [{ gbps: 10 }] })).toMatchObject({ capacityGbps: 10, degradedGbps: 2.5 });
    expect(link({ directConnect: undefined })).toMatchObject({ kind: "VPN", capacityGbps: 2.5, degradedGbps: 1.25 });
    expect(link({ directConnect: [{ gbps: 10 }], vpn: undefined })).toMatchObject({
      degradedGbps: 0,
      verdict: "tight",
    });
  });

  it("takes a site's link and the regions' between them, and adds what shares a link", () => {
    const traffic = [
      stream(1000, { to: "us-west-2" }),
      { name: "models", from: "us-west-2", to: "us-east-1", gbPerDay: 500 },
    ];
    expect(
      linkLoads(network({ traffic })).map(({ link, traffic: names, gbPerDay }) => [link, names, gbPerDay.likely]),
    ).toEqual([
      ["hq – us-east-1", ["raw"], 1000],
      ["us-east-1 – us-west-2", ["raw", "models"], 1500],
    ]);
    expect(linkLoads(network({ transit: "cloud-wan", traffic }))[1]).toMatchObject({
      capacityGbps: null,
      verdict: "not known",
    });
  });

  it("never finds more traffic easier", () => {
    const ease = { fits: 0, tight: 1, "too little": 2, "not known": 3 };
    fc.assert(
      fc.property(fc.nat(300_000), fc.nat(300_000), (a, b) => {
        const of = (gb: number) => ease[linkLoads(network({ traffic: [stream(gb)] }))[0]?.verdict ?? "not known"];
        expect(of(Math.min(a, b))).toBeLessThanOrEqual(of(Math.max(a, b)));
      }),
    );
  });
});
