import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { Cloud } from "./cloud";

const here = resolve("test/real/pulumi");
/** Where the providers' versions come from: the SDKs that ask for them. */
const providers = ["aws", "kubernetes"] as const;

export interface InstalledCli {
  /** What the stand-in providers have made (cloudFolder.mjs). */
  cloud: Cloud;
  uninstall: () => void;
}

/**
 * Puts the real CLI, built from its released module, on this process's path, with a home, a backend, plugins and a cloud of its own
 * in a temporary folder.
 */
export function installCli(): InstalledCli {
  const built = execFileSync(join(here, "build.sh"), { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim();
  const home = mkdtempSync(join(tmpdir(), "pulumi-home-"));
  const [state, cloud] = [join(home, "state"), join(home, "cloud")];
  for (const folder of [state, cloud]) mkdirSync(folder);
  // Beside the CLI, where its releases have the language hosts.
  writeScript(join(built, "pulumi-language-nodejs"), join(here, "languageHost.mjs"));
  for (const provider of providers) {
    const manifest = readFileSync(`node_modules/@pulumi/${provider}/package.json`, "utf8");
    const { version } = JSON.parse(manifest) as { version: string };
    const plugin = join(home, "plugins", `resource-${provider}-v${version}`, `pulumi-resource-${provider}`);
    writeScript(plugin, join(here, "provider.mjs"), version);
  }
  const saved = { ...process.env };
  Object.assign(process.env, {
    PATH: built + delimiter + process.env.PATH,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "correct horse",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    STAND_IN_CLOUD: cloud,
  });
  const uninstall = () => {
    process.env = saved;
    rmSync(home, { recursive: true, force: true });
  };
  return { cloud: new Cloud(cloud), uninstall };
}

function writeScript(file: string, script: string, ...args: string[]): void {
  mkdirSync(resolve(file, ".."), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" ${args.join(" ")} "$@"\n`);
  chmodSync(file, 0o755);
}
