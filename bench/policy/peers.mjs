// Installs the peers from their registries into .cache, once a version. Each answers with the command, or undefined where it cannot be installed.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

export const versions = { checkov: "3.3.30", conftest: "0.71.0", trivy: "0.74.0" };

const run = (command, args, env = {}) =>
  execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } });

export const checkov = () =>
  installed("checkov", "bin/checkov", (folder) => {
    run("python3", ["-m", "venv", folder]);
    run(join(folder, "bin", "pip"), ["install", "--quiet", `checkov==${versions.checkov}`]);
  });

export const conftest = () =>
  installed("conftest", "conftest", (folder) =>
    run("go", ["install", `github.com/open-policy-agent/conftest@v${versions.conftest}`], { GOBIN: folder }),
  );

export const trivy = () =>
  installed("trivy", "trivy", (folder) =>
    run("go", ["install", `github.com/aquasecurity/trivy/cmd/trivy@v${versions.trivy}`], {
      GOBIN: folder,
      // It imports encoding/json/v2.
      GOEXPERIMENT: "jsonv2",
    }),
  );

const missing = new Set();

function installed(name, path, install) {
  const folder = resolve(".cache/bench-policy", `${name}-${versions[name]}`);
  const command = join(folder, path);
  if (existsSync(command)) return [command];
  if (missing.has(name)) return undefined;
  mkdirSync(folder, { recursive: true });
  try {
    install(folder);
    return [command];
  } catch (error) {
    missing.add(name);
    console.error(`${name} is left out: ${error.message}`);
    return undefined;
  }
}
