// Writes the on-demand prices of catalog/facts/prices/<region>.json: from Karpenter's table where it has the region, else from an
// older price list. Keeps the items, which are written by hand from AWS' price pages, and what another source adds.
import { sorted } from "../../dist/catalog/refresh/factFile.js";
import { carried } from "../../dist/catalog/refresh/families.js";
import { readFacts, writeFacts } from "./facts.mjs";
import { ec2Instances, karpenter } from "./packages.mjs";

const table = karpenter.read("pkg/providers/pricing/zz_generated.pricing_aws.go");

const newer = {};
for (const [, region, body] of table.matchAll(/^\t"([a-z0-9-]+)": \{\n([\s\S]*?)^\t\}/gm)) {
  const usd = [...body.matchAll(/"([^"]+)": ([\d.]+)/g)]
    .filter(([, type]) => carried(type))
    .map(([, type, price]) => [type, Number(price)]);
  newer[region] = Object.fromEntries(usd);
  write(region, karpenter, usd);
}

// What cost the same in us-east-1 a year later was repriced nowhere, so far as can be told: the P4 and P5 families were, in
// June 2025, and are left out here: their prices are `moreInstances`, written by hand.
const older = ec2Instances.read();
const priceIn = (region, { pricing }) => Number(pricing[region]?.linux?.ondemand);
for (const region of Object.keys(readFacts("regions").regions)) {
  if (newer[region]) continue;
  const usd = older
    .filter((type) => carried(type.instance_type) && priceIn(region, type) > 0)
    .filter((type) => newer["us-east-1"][type.instance_type] === priceIn("us-east-1", type))
    .map((type) => [type.instance_type, priceIn(region, type)]);
  write(region, ec2Instances, usd);
}

function write(region, { key, source }, usd) {
  const known = readFacts(`prices/${region}`);
  writeFacts(`prices/${region}`, {
    sources: { ...known.sources, [key]: source },
    instances: { source: key, usd: sorted(usd) },
    ...(known.moreInstances && { moreInstances: known.moreInstances }),
    items: known.items ?? {},
  });
}
