// Installs the peers from their registries into .cache, once a version.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

export const versions = { checkov: "3.3.30", conftest: "0.71.0" };

const cache = resolve(".cache/bench-policy");
const run = (command, args, env = {}) =>
  execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } });

/** The command's path. */
export function checkov() {
  const folder = join(cache, `checkov-${versions.checkov}`);
  const command = join(folder, "bin", "checkov");
  if (!existsSync(command)) {
    run("python3", ["-m", "venv", folder]);
    run(join(folder, "bin", "pip"), ["install", "--quiet", `checkov==${versions.checkov}`]);
  }
  return command;
}

/** The command's path, or undefined where Go is not installed. */
export function conftest() {
  const folder = join(cache, `conftest-${versions.conftest}`);
  const command = join(folder, "conftest");
  if (existsSync(command)) return command;
  mkdirSync(folder, { recursive: true });
  try {
    run("go", ["install", `github.com/open-policy-agent/conftest@v${versions.conftest}`], { GOBIN: folder });
    return command;
  } catch (error) {
    console.error(`conftest is left out: ${error.message}`);
    return undefined;
  }
}
