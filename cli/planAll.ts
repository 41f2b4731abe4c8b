import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Plan } from "../plan/plan";
import type { FleetRow } from "../regions/fleet";
import { waiting } from "./progress";
import { chooseStack, projectDirectory } from "./stacks";
import { terminalOptions } from "./terminal";

interface AllOptions {
  json?: boolean;
  quiet?: boolean;
  policy: boolean;
  pack?: string[];
  engine: string;
}

/**
 * Plans the stacks, each in a process of its own, as many at once as there are processors: one that fails stops no other, and what
 * a plan took is given back when it ends. Returns the exit code: the worst of the stacks', or 1 where their addresses overlap.
 */
export async function planAll(names: string[], options: AllOptions): Promise<number> {
  const [{ pMapIterable }, { overviewOf }, { addressesOf }] = await Promise.all([
    import("p-map"),
    import("../regions/overview.js"),
    import("../regions/fleet.js"),
  ]);
  const show = waiting(`planning ${names.length} stacks`, options.quiet || options.json);
  const outcomes = pMapIterable(names, (name) => planApart(name, options), { concurrency: availableParallelism() });
  const rows: FleetRow[] = [];
  let code = 0;
  if (options.json) process.stdout.write("[");
  let written = 0;
  for await (const { name, stdout, stderr, code: own } of outcomes) {
    code = Math.max(code, own);
    if (stdout === "") {
      rows.push({ stack: name, failure: stderr.trim() });
      if (options.json) process.stderr.write(stderr);
    } else if (options.json) {
      process.stdout.write(`${written++ === 0 ? "" : ","}\n${stdout.trimEnd()}`);
    } else {
      rows.push(overviewOf(JSON.parse(stdout) as Plan, chooseStack(name).stack));
    }
    show.update(`planned ${rows.length} of ${names.length} stacks`);
  }
  show.stop();
  if (options.json) {
    process.stdout.write("\n]\n");
    return code;
  }
  const addresses = addressesOf(rows);
  const { renderFleet } = await import("../regions/renderFleet.js");
  process.stdout.write(renderFleet(rows, addresses, terminalOptions()));
  return Math.max(code, addresses.overlapping.length > 0 ? 1 : 0);
}

interface Outcome {
  name: string;
  stdout: string;
  stderr: string;
  code: number;
}

function planApart(name: string, { policy, pack = [], engine }: AllOptions): Promise<Outcome> {
  const options = [
    ...["--json", "--engine", engine],
    ...(policy ? [] : ["--no-policy"]),
    ...(pack.length > 0 ? ["--pack", ...pack] : []),
  ];
  const command = [join(projectDirectory, "bin", "aidc.js"), "plan", name, ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      // A process that was killed has no code.
      const code = error ? (typeof error.code === "number" ? error.code : 2) : 0;
      resolve({ name, stdout, stderr: stderr || String(error?.message ?? ""), code });
    });
  });
}
