// One run of what is measured: `aidc plan --all` over the stack files of a folder, or one process of `aidc plan` for each.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "./generate.mjs";

const require = createRequire(import.meta.url);
const { planAll } = require("../../dist/cli/planAll.js");

const [, , count, how] = process.argv;
const folder = mkdtempSync(join(tmpdir(), "aidc-bench-fleet-"));
try {
  const files = generate(Number(count), folder);
  if (how === "apart")
    for (const file of files) execFileSync("node", ["bin/aidc.js", "plan", file, "--json"], { maxBuffer: 2 ** 28 });
  else process.exitCode = await planAll(files, { policy: true, engine: "embedded", json: true });
} finally {
  rmSync(folder, { recursive: true });
}
