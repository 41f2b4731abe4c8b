import { resolve } from "node:path";
import type { FleetRow } from "../fleet/fleet";
import { eachStack } from "../fleet/pool";
import type { RegionOverview } from "../regions/overview";
import { backboneOutputs, stackWorker } from "./fleet";
import type { PlanOptions } from "./plan";
import { waiting } from "./progress";
import type { WorkerPlanOptions } from "./stackWorker";
import { terminalOptions } from "./terminal";

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
      ...{ policy, engine, stackOutputs: await backboneOutputs(names) },
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
