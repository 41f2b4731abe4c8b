import { resolve } from "node:path";
import type { PlannedStack } from "../fleet/fleet";
import { eachStack, type Outcome } from "../fleet/pool";
import { backboneOutputs, stackWorker } from "./fleet";
import type { PlanOptions } from "./planStack";
import { waiting } from "./progress";
import type { WorkerPlanOptions } from "./stackWorker";
import { terminalOptions } from "./terminal";

export const exitCodes = { pass: 0, fail: 1, error: 2 };

/** Plans the stacks, several at once, and prints one summary. Returns the exit code. */
export async function planAll(names: readonly string[], options: PlanOptions): Promise<number> {
  const [outcomes, { fleetOf }] = await Promise.all([planEach(names, options), import("../fleet/fleet.js")]);
  const fleet = fleetOf(outcomes);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(fleet, null, 2)}\n`);
  } else {
    const { renderFleet } = await import("../fleet/render.js");
    process.stdout.write(renderFleet(fleet, terminalOptions()));
  }
  return exitCodes[fleet.verdict];
}

/** The stacks, several planned at once; a stack that cannot be planned has its reason, and stops no other. */
export async function planEach(names: readonly string[], options: PlanOptions): Promise<Outcome<PlannedStack>[]> {
  const { policy, pack, engine, out } = options;
  const show = await waiting(`planning ${names.length} stacks`, { quiet: options.quiet || options.json || false });
  try {
    const given: WorkerPlanOptions = {
      ...{ policy, engine, stackOutputs: await backboneOutputs(names) },
      ...(pack && { pack }),
      ...(out !== undefined && { out: resolve(out) }),
    };
    return await eachStack<PlannedStack>(names, "planned", [given], {
      worker: stackWorker,
      onDone: (done) => show.update(`planned ${done} of ${names.length} stacks`),
    });
  } finally {
    show.stop();
  }
}
