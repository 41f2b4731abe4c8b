import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const { freeRange } = require("../../dist/regions/addresses.js");

const fiveLines = `extends: base
region: us-east-1
environment: production
pools: [{ name: serve-l40s, instanceType: g6e.12xlarge, nodes: 2 }]
budget: { monthlyUSD: 40000 }
`;

/**
 * Writes so many stack files to the folder, each with an account and an address range of its own: every fourth is the reference
 * region, the others have five lines. Returns the files.
 */
export function generate(count, folder) {
  for (const file of ["base.yaml", "us-east-1.yaml"]) cpSync(join("stacks", file), join(folder, file));
  const taken = [];
  return Array.from({ length: count }, (_, index) => {
    const cidr = freeRange(16, taken);
    taken.push({ cidr, by: String(index) });
    const file = join(folder, `fleet-${index + 1}.yaml`);
    const own = `account: "${111122220000 + index}"\nnetwork: { cidr: ${cidr} }\n`;
    writeFileSync(file, (index % 4 === 0 ? "extends: us-east-1\n" : fiveLines) + own);
    return file;
  });
}
