// Fails where a package that users install has a licence that nobody has allowed. Reads what `npm sbom` says of the lock file.
import { execFileSync } from "node:child_process";

const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC-BY-3.0",
  "CC0-1.0",
  "EPL-2.0",
  "ISC",
  "MIT",
  "OFL-1.1",
  "Python-2.0",
  "Unlicense",
  "Zlib",
]);
/** Whose package names a file instead of a licence, as read there. */
const read = { "@logdna/tail-file": "MIT" };
const text = execFileSync("npm", ["sbom", "--sbom-format", "spdx", "--omit", "dev", "--package-lock-only"], {
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
/** @type {{ packages: { name: string, versionInfo: string, licenseDeclared?: string }[] }} */
const { packages } = JSON.parse(text);

/** One licence of an `OR` is enough, each of an `AND` is needed. */
const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => allowed.has(one.trim())));

const refused = packages.filter(({ name, licenseDeclared = "none" }) => !isAllowed(read[name] ?? licenseDeclared));
for (const { name, versionInfo, licenseDeclared } of refused)
  console.error(`${name} ${versionInfo}: ${licenseDeclared ?? "no licence"} is not allowed in scripts/licences.mjs`);
console.log(`${packages.length} packages, ${refused.length} with a licence that is not allowed`);
process.exitCode = refused.length > 0 ? 1 : 0;
