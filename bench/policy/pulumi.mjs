// `pulumi preview` of the bench program, with a state of its own and no account.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const packs = readdirSync("policies").filter((each) => existsSync(join("policies", each, "PulumiPolicy.yaml")));

/** The previews that this machine can do of so many resources, each with its name: none where no CLI or no provider is installed. */
export function pulumiPreviews(folder, count) {
  const version = cliVersion();
  if (!version) return [];
  const program = join(folder, "program");
  const state = resolve(folder, "state");
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state, { recursive: true });
  cpSync("bench/plan/program", program, { recursive: true });
  const env = [
    `PULUMI_BACKEND_URL=file://${state}`,
    "PULUMI_CONFIG_PASSPHRASE=bench",
    "PULUMI_SKIP_UPDATE_CHECK=true",
    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true",
  ];
  const pulumi = ["env", ...env, "pulumi", "--cwd", program, "--non-interactive", "--stack", "bench"];
  const preview = [...pulumi, "preview"];
  try {
    run([...pulumi.slice(0, -2), "stack", "init", "bench"]);
    for (const [key, value] of Object.entries(configuration(count))) run([...pulumi, "config", "set", key, value]);
    run(preview);
  } catch (error) {
    const said = `${error.stdout ?? ""}${error.stderr ?? ""}`.trim().split("\n").at(-1);
    console.error(`pulumi preview is left out: ${said || error.message}`);
    return [];
  }
  const policies = packs.flatMap((pack) => ["--policy-pack", resolve("policies", pack)]);
  return [
    [`pulumi ${version} preview: plan alone`, preview],
    [`pulumi ${version} preview: plan, packs in their own processes`, [...preview, ...policies]],
  ];
}

const run = (command) => execFileSync(command[0], command.slice(1), { stdio: ["ignore", "pipe", "pipe"] });

/** The provider asks no account. */
const configuration = (count) => ({
  resources: String(count),
  "aws:region": "us-east-1",
  "aws:accessKey": "none",
  "aws:secretKey": "none",
  "aws:skipCredentialsValidation": "true",
  "aws:skipRequestingAccountId": "true",
});

function cliVersion() {
  try {
    return run(["pulumi", "version"]).toString().trim();
  } catch {
    return undefined;
  }
}
