import { join } from "node:path";
import type { StackPlace } from "../check/checkStack";
import type { PropertyMap } from "../engine/engine";
import { eachStack } from "../fleet/pool";
import { StackFileError } from "../spec/problems";
import { chooseStack } from "./stacks";

/** The module that the processes of `fleet/pool.ts` run. */
export const stackWorker = join(__dirname, "stackWorker.js");

/**
 * What the Backbones among the stacks put out, by the reference that regions make to it: many refer to one, which is then planned
 * once. One that cannot be planned says so in its own row; to who refers to it, what it puts out is unknown.
 */
export async function backboneOutputs(
  names: readonly string[],
  place?: StackPlace,
): Promise<Record<string, PropertyMap>> {
  const backbones = names.filter((name) => kindOf(name) === "Backbone");
  const outcomes = await eachStack<PropertyMap>(backbones, "outputsOf", place ? [place] : [], { worker: stackWorker });
  return Object.fromEntries(
    outcomes.flatMap((outcome) =>
      "result" in outcome ? [[`organization/aidc/${outcome.stack}`, outcome.result]] : [],
    ),
  );
}

function kindOf(name: string): string | undefined {
  try {
    return chooseStack(name).stack.kind;
  } catch (error) {
    if (error instanceof StackFileError) return undefined;
    throw error;
  }
}
