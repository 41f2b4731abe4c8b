import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Journal } from "../fleet/journal";
import type { RolloutReport } from "../fleet/rollout";
import type { Wave } from "../fleet/waves";
import type { Deployment } from "../lifecycle/deployment";
import { askToGoOn } from "./consent";
import { deployPrepared, prepareStack } from "./deployStack";
import { UseError } from "./failure";
import { exitCodes, planEach } from "./planAll";
import { waiting } from "./progress";
import { allStacks, chooseStack, projectDirectory } from "./stacks";
import { terminalOptions } from "./terminal";

export interface UpAllOptions {
  yes?: boolean;
  json?: boolean;
  waveSize?: number;
  journal?: string;
  restart?: boolean;
}

/**
 * Deploys every stack, wave after wave, once all of them have a plan that passes. Returns the exit code.
 *
 * @throws UseError without consent, or where the journal cannot be read; EngineError where the CLI or its login is missing.
 */
export async function upAll(options: UpAllOptions): Promise<number> {
  const names = allStacks();
  if (names.length === 0) throw new UseError("there is no stack in stacks/. `aidc region new` makes one.");
  const say = (text: string) => void (options.json ? process.stderr : process.stdout).write(text);
  const [{ fleetOf, isPlanned }, { renderFleet }, { wavesOf }, { rollOut }, { renderRollout, renderWaves }] =
    await Promise.all([
      import("../fleet/fleet.js"),
      import("../fleet/render.js"),
      import("../fleet/waves.js"),
      import("../fleet/rollout.js"),
      import("../fleet/renderRollout.js"),
    ]);
  const fleet = fleetOf(await planEach(names, { policy: true, engine: "embedded" }));
  const paint = terminalOptions();
  say(`${renderFleet(fleet, paint)}\n`);
  if (fleet.verdict !== "pass") {
    process.stderr.write("aidc: nothing was deployed: mend first what is told of above.\n");
    return exitCodes[fleet.verdict];
  }
  const members = names.map((stack) => ({ stack, ...chooseStack(stack).stack }));
  const waves = wavesOf(members, options.waveSize ?? 5);
  const journal = await openJournal(options);
  say(renderWaves(waves, journal.record, paint));
  let shown: ReturnType<typeof waiting> | undefined;
  const stopShowing = async () => {
    (await shown)?.stop();
    shown = undefined;
  };
  const report = await rollOut(
    {
      waves,
      fingerprints: new Map(fleet.stacks.filter(isPlanned).map(({ stack, fingerprint }) => [stack, fingerprint])),
      journal: journal.record,
    },
    {
      prepare: async (stack) => {
        shown ??= waiting("asking the cloud what would change");
        await shown;
        return prepareStack(stack, true);
      },
      consent: async (wave, deployments) => {
        await stopShowing();
        return consent(wave, deployments, options);
      },
      deploy: (deployment) => deployPrepared(deployment, { besideOthers: true }),
      record: journal.write,
      now: () => new Date(),
    },
  ).finally(stopShowing);
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : renderRollout(report, paint));
  return exitCodeOf(report);
}

const exitCodeOf = ({ outcome }: RolloutReport) => (outcome === "deployed" ? 0 : 1);

async function openJournal({ journal: given, restart }: UpAllOptions) {
  const { unfinishedJournal, writeJournal } = await import("../fleet/journal.js");
  const file = given === undefined ? join(projectDirectory, ".aidc", "rollout.json") : resolve(given);
  const write = (journal: Journal) => writeJournal(file, journal);
  const anew: Journal = { schemaVersion: 1, begun: new Date().toISOString(), stacks: {} };
  if (restart || !existsSync(file)) return { record: anew, write };
  try {
    return { record: unfinishedJournal(file) ?? anew, write };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UseError(`${relative("", file)} is no journal of a rollout: ${reason}. --restart begins anew.`);
  }
}

/** Shows what a wave would deploy, and asks once for all of it. */
async function consent({ name, stacks }: Wave, deployments: readonly Deployment[], { yes, json }: UpAllOptions) {
  const { renderDeployment } = await import("../lifecycle/render/deployment.js");
  const paint = terminalOptions();
  const text = deployments.map((deployment) => renderDeployment(deployment, paint)).join("\n");
  (json ? process.stderr : process.stdout).write(`\n${name}: ${stacks.join(", ")}\n\n${text}\n`);
  const open = deployments.filter(({ refusal, unchanged }) => !refusal && !unchanged);
  if (open.length === 0 || deployments.some(({ refusal }) => refusal)) return;
  if (!yes) {
    const named = open.map(({ stack }) => stack).join(", ");
    const otherwise = `${name} was not deployed. The same command goes on there.`;
    return askToGoOn(`Deploy ${name} (${named})? It makes billed resources.`, otherwise);
  }
  const cutOff = open.filter(({ interrupted }) => interrupted.length > 0).map(({ stack }) => stack);
  if (cutOff.length > 0)
    throw new UseError(
      `${cutOff.join(", ")}: an update was cut off, as told above: without you to look, nothing of ${name} is deployed.`,
    );
}
