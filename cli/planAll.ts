import { join, resolve } from "node:path";
import type { PropertyMap } from "../engine/engine";
import type { FleetRow } from "../fleet/fleet";
import { eachStack, type Outcome } from "../fleet/pool";
import type { RegionOverview } from "../regions/overview";
import { StackFileError } from "../spec/problems";
import type { PlanOptions } from "./plan";
import { waiting } from "./progress";
import { chooseStack } from "./stacks";
import type { WorkerPlanOptions } from "./stackWorker";
import { terminalOptions } from "./terminal";

/** The module that the processes of `fleet/pool.ts` run. */
export const stackWorker = join(__dirname, "stackWorker.js");

const exitCodes = { pass: 0, fail: 1, error: 2 };

/** Plans the stacks, several at once, and prints one summary. Returns the exit code. */
export async function planAll(names: readonly string[], options: PlanOptions): Promise<number> {
  const rows = await planEach(names, options);
  const { fleetOf } = await import("../fleet/fleet.js");
  const fleet = fleetOf(rows);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(fleet, null, 2)}\n`);
  } else {
    const { renderFleet } = await import("../fleet/render.js");
    process.stdout.write(renderFleet(fleet, terminalOptions()));
  }
  return exitCodes[fleet.verdict];
}

/** The stacks at a glance, several planned at once; a stack that cannot be planned has its reason, and stops no other. */
export async function planEach(names: readonly string[], options: PlanOptions): Promise<FleetRow[]> {
  const { policy, pack, engine, out } = options;
  const show = waiting(`planning ${names.length} stacks`, options.quiet || options.json);
  try {
    const given: WorkerPlanOptions = {
      ...{ policy, engine, stackOutputs: await outputsOfBackbones(names) },
      ...(pack && { pack }),
      ...(out !== undefined && { out: resolve(out) }),
    };
    const outcomes = await eachStack<RegionOverview>(names, "planned", [given], {
      worker: stackWorker,
      onDone: (done) => show.update(`planned ${done} of ${names.length} stacks`),
    });
    return outcomes.map((outcome) => ("failure" in outcome ? outcome : outcome.result));
  } finally {
    show.stop();
  }
}

/** What many regions refer to is planned before them, and once. */
async function outputsOfBackbones(names: readonly string[]): Promise<Record<string, PropertyMap>> {
  const backbones = names.filter((name) => kindOf(name) === "Backbone");
  const outcomes = await eachStack<PropertyMap>(backbones, "outputsOf", [], { worker: stackWorker });
  return Object.fromEntries(outcomes.flatMap(outputsByReference));
}

// A Backbone that cannot be planned says so in its own row; to who refers to it, what it puts out is unknown.
const outputsByReference = (outcome: Outcome<PropertyMap>): [string, PropertyMap][] =>
  "result" in outcome ? [[`organization/aidc/${outcome.stack}`, outcome.result]] : [];

function kindOf(name: string): string | undefined {
  try {
    return chooseStack(name).stack.kind;
  } catch (error) {
    if (error instanceof StackFileError) return undefined;
    throw error;
  }
}
