import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** What spark-submit runs: the package's own entry. */
export const entryPoint = "__main__.py";

/**
 * The Python package `workloads/cleaning` as Spark takes it: a zip of its modules with their schema. Its files are in the archive by
 * their text, so that a plan is the same wherever the repository lies.
 */
export function cleaningPackage(): pulumi.asset.AssetArchive {
  const files = readdirSync(folder).filter((file) => file.endsWith(".py") || file.endsWith(".json"));
  return new pulumi.asset.AssetArchive(
    Object.fromEntries(files.toSorted().map((file) => [`cleaning/${file}`, new pulumi.asset.StringAsset(read(file))])),
  );
}

/** The package's entry as a file of its own. */
export function cleaningEntry(): pulumi.asset.StringAsset {
  return new pulumi.asset.StringAsset(read(entryPoint));
}

const folder = dirname(createRequire(__filename).resolve("#workloads/cleaning/rules.schema.json"));

function read(file: string): string {
  return readFileSync(join(folder, file), "utf8");
}
