import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freeRange, overlaps, type TakenRange } from "../../regions/addresses";

describe("freeRange", () => {
  it("starts after the source, goes round, and leaves out what EKS gives to services", () => {
    expect(freeRange(16, [{ cidr: "10.16.0.0/16", by: "a" }], "10.16.0.0/16")).toBe("10.17.0.0/16");
    expect(freeRange(16, [{ cidr: "10.99.0.0/16", by: "a" }], "10.99.0.0/16")).toBe("10.101.0.0/16");
    expect(freeRange(16, [{ cidr: "10.255.0.0/16", by: "a" }], "10.255.0.0/16")).toBe("172.16.0.0/16");
    expect(freeRange(20, [{ cidr: "192.168.0.0/16", by: "a" }], "192.168.0.0/16")).toBe("10.0.0.0/20");
  });

  it("keeps to a range where one is given, whatever came before it", () => {
    const taken = [{ cidr: "10.32.0.0/16", by: "a" }];
    expect(freeRange(16, taken, "10.17.0.0/16", "10.32.0.0/13")).toBe("10.33.0.0/16");
    expect(freeRange(16, taken, "10.200.0.0/16", "10.32.0.0/13")).toBe("10.33.0.0/16");
    expect(freeRange(16, [{ cidr: "10.0.0.0/8", by: "all" }], "10.17.0.0/16", "10.32.0.0/13")).toBeUndefined();
  });

  it("says when nothing is left", () => {
    const all = ["10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10", "192.168.0.0/16"].map((cidr) => ({ cidr, by: "all" }));
    expect(freeRange(16, all)).toBeUndefined();
  });

  it("gives two hundred regions ranges of which no two overlap", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 16, max: 20 }), { minLength: 200, maxLength: 200 }),
        fc.array(
          fc
            .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 16, max: 24 }))
            .map(([b, c, prefix]) => ({ cidr: `10.${b}.${c}.0/${prefix}`, by: "before" })),
          { maxLength: 20 },
        ),
        (prefixes, before) => {
          const taken: TakenRange[] = [];
          for (const [index, prefix] of prefixes.entries()) {
            const cidr = freeRange(prefix, [...before, ...taken], taken.at(-1)?.cidr);
            taken.push({ cidr: cidr as string, by: `region ${index}` });
          }
          expect(overlaps(taken)).toEqual([]);
          const services = ["10.100.0.0/16", "172.20.0.0/16"].map((cidr) => ({ cidr, by: "services" }));
          for (const other of [...before, ...services])
            expect(overlaps([other, ...taken]).filter((pair) => pair.includes(other))).toEqual([]);
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe("overlaps", () => {
  const taken = (...cidrs: string[]) => cidrs.map((cidr) => ({ cidr, by: cidr }));

  it("names each pair, whatever the order", () => {
    const found = overlaps(taken("10.17.0.0/16", "10.16.0.0/14", "10.20.0.0/16", "10.16.128.0/20"));
    expect(found.map((pair) => pair.map(({ by }) => by).sort())).toEqual([
      ["10.16.0.0/14", "10.16.128.0/20"],
      ["10.16.0.0/14", "10.17.0.0/16"],
    ]);
  });

  it("finds none between neighbours", () => {
    expect(overlaps(taken("10.16.0.0/16", "10.17.0.0/16", "10.18.0.0/20"))).toEqual([]);
  });
});
