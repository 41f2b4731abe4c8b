import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findFacts, sourceOf } from "../../catalog/facts";
import { priceItems } from "../../catalog/priceItems";
import { itemPrice, type PriceFacts } from "../../catalog/prices";

const regions = readdirSync("catalog/facts/prices").map((file) => file.replace(".json", ""));

describe("the price items", () => {
  it.each(regions)("of %s are all known by name, each with its unit and its source", (region) => {
    const facts = findFacts<PriceFacts>(`prices/${region}`);
    for (const [item, { source }] of Object.entries(facts?.items ?? {})) {
      expect(itemPrice(item, region), item).toMatchObject({
        usd: expect.any(Number) as number,
        unit: expect.any(String) as string,
      });
      expect(facts && sourceOf(facts, source).from, item).toBeTruthy();
    }
  });

  it("hold every item that the bill asks for", () => {
    const asked = readdirSync("plan/cost").flatMap((file) => {
      const text = readFileSync(join("plan/cost", file), "utf8");
      return [...text.matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)+-(?:hour|gb|month|1k|1m|10k|minute|check-month))"/g)].map(
        ([, item = ""]) => item,
      );
    });
    expect(asked.length).toBeGreaterThan(25);
    expect(asked.filter((item) => !(item in priceItems()))).toEqual([]);
  });

  it("have usage types that are patterns, and no two that an offer file could not tell apart", () => {
    const products = Object.values(priceItems()).flatMap(({ offer }) =>
      offer ? [JSON.stringify({ ...offer, times: 0 })] : [],
    );
    expect(new Set(products).size).toBe(products.length);
    for (const { offer } of Object.values(priceItems())) if (offer) expect(() => new RegExp(offer.usage)).not.toThrow();
  });
});
