// Writes the on-demand prices of catalog/facts/prices/<region>.json from Karpenter's table; keeps the items, which are
// written by hand from AWS' price pages.
import { sorted } from "../../dist/catalog/refresh/factFile.js";
import { carried } from "../../dist/catalog/refresh/families.js";
import { readFacts, writeFacts } from "./facts.mjs";
import { karpenter } from "./packages.mjs";

const table = karpenter.read("pkg/providers/pricing/zz_generated.pricing_aws.go");

for (const [, region, body] of table.matchAll(/^\t"([a-z0-9-]+)": \{\n([\s\S]*?)^\t\}/gm)) {
  const usd = [...body.matchAll(/"([^"]+)": ([\d.]+)/g)]
    .filter(([, type]) => carried(type))
    .map(([, type, price]) => [type, Number(price)]);
  const known = readFacts(`prices/${region}`);
  writeFacts(`prices/${region}`, {
    sources: { ...known.sources, [karpenter.key]: karpenter.source },
    instances: { source: karpenter.key, usd: sorted(usd) },
    items: known.items ?? {},
  });
}
