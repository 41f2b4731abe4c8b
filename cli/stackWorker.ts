import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { worker } from "workerpool";
import type { StackPlace } from "../check/checkStack";
import type { CheckedSubject } from "../check/run";
import type { PropertyMap } from "../engine/engine";
import type { PlannedStack } from "../fleet/fleet";
import type { WorkerAnswer } from "../fleet/pool";
import type { ResourceNode } from "../plan/graph";
import { type CheckSettings, checkSubject } from "./checkEach";
import { failureText, UseError } from "./failure";
import { otherStacks } from "./otherStacks";
import { engineOf, plan, type PlanOptions } from "./planStack";
import { chooseStack } from "./stacks";

/** How a worker plans a stack. */
export type WorkerPlanOptions = Pick<PlanOptions, "policy" | "pack" | "engine" | "stackOutputs"> & {
  /** A folder for the whole plan, as `<stack>.json`. */
  out?: string;
};

// A process of `fleet/pool.ts`: what it serves for one stack after the other.
worker({ planned, checked, outputsOf });

async function planned(name: string, { out, ...options }: WorkerPlanOptions): Promise<WorkerAnswer<PlannedStack>> {
  return answer(async () => {
    const [{ overviewOf }, { claimsOf }, made] = await Promise.all([
      import("../regions/overview.js"),
      import("../fleet/claims.js"),
      plan(name, { ...options, quiet: true }),
    ]);
    if (out !== undefined) {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, `${made.stack}.json`), `${JSON.stringify(made, null, 2)}\n`);
    }
    const { stack } = chooseStack(name);
    const resources = made.resources as ResourceNode[];
    return { overview: overviewOf(made, stack), claims: claimsOf({ ...made, resources }, stack) };
  });
}

async function checked(name: string, settings: CheckSettings): Promise<WorkerAnswer<CheckedSubject>> {
  return answer(() => checkSubject(name, settings));
}

/** What the stack puts out for others to refer to. */
async function outputsOf(name: string, place?: StackPlace): Promise<WorkerAnswer<PropertyMap>> {
  return answer(async () => {
    const engine = await engineOf("embedded");
    const outputs = await otherStacks(engine, "", place)(`organization/aidc/${name}`);
    if (outputs === undefined) throw new UseError(`there is no stack ${name} yet.`);
    return outputs;
  });
}

async function answer<T>(make: () => Promise<T>): Promise<WorkerAnswer<T>> {
  try {
    return { result: await make() };
  } catch (error) {
    return { failure: failureText(error) };
  }
}
