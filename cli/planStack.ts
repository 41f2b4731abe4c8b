import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Engine, PreviousResource, PropertyMap } from "../engine/engine";
import type { OwnPrices } from "../plan/bill";
import type { Plan } from "../plan/plan";
import { loadStackFile } from "../spec/load";
import { UseError } from "./failure";
import { knownStacks, otherStacks } from "./otherStacks";
import { progress } from "./progress";
import { findStack, projectDirectory } from "./stacks";

/** Options of `aidc plan`, and of what plans on the way. */
export interface PlanOptions {
  all?: boolean;
  json?: boolean;
  quiet?: boolean;
  policy: boolean;
  pack?: string[];
  engine: "embedded" | "pulumi";
  state?: string;
  /** A folder for each stack's whole plan, beside the summary of all. */
  out?: string;
  /** What other stacks put out, where somebody has planned them already. Others are planned when they are asked for. */
  stackOutputs?: Record<string, PropertyMap>;
  /** In place of the stack file's own, by concern. */
  discounts?: OwnPrices["discounts"];
}

export async function plan(name: string, options: PlanOptions): Promise<Plan> {
  const found = findStack(name);
  if (options.engine === "pulumi") loadStackFile(found.file); // Before anything asks the cloud.
  const [engine, previous] = await Promise.all([engineOf(options.engine), previousOf(options.state)]);
  const show = await progress(found.name, options.quiet || options.json);
  const atFault = new AbortController();
  try {
    const [preview, { stack, planFacts, planOf, verdictOf }] = await Promise.all([
      engine.preview({
        projectDirectory,
        stack: found.name,
        config: { "aidc:file": found.relativeFile },
        policyPacks: (judgesHere(options) ? [] : packsOf(options)).map((directory) => ({ directory })),
        stackOutputs: knownStacks(options.stackOutputs, otherStacks(engine, found.name)),
        onEvent: show.onEvent,
        signal: atFault.signal,
        ...(previous ? { previous } : {}),
      }),
      besidePreview(found.file, options),
    ]);
    const facts = planFacts(found.name, found.relativeFile, atDiscounts(stack, options.discounts));
    const failed = preview.diagnostics.some(({ severity }) => severity === "error");
    if (failed || !verdictOf) return planOf(preview, facts);
    return planOf(preview, facts, verdictOf(preview.resources, projectDirectory));
  } finally {
    atFault.abort();
    show.stop();
  }
}

/** The stack file, and what reads a preview. They load once the preview's program has started, and while that does. */
async function besidePreview(file: string, options: PlanOptions) {
  await setImmediate();
  const { stack } = loadStackFile(file);
  const { planFacts, planOf } = await import("../plan/planOf.js");
  const verdictOf = judgesHere(options) && (await import("../policies/verdict.js")).shippedVerdict;
  return { stack, planFacts, planOf, verdictOf };
}

function atDiscounts<T extends { prices?: OwnPrices }>(stack: T, discounts: OwnPrices["discounts"] = {}): T {
  if (Object.keys(discounts).length === 0) return stack;
  return { ...stack, prices: { ...stack.prices, discounts: { ...stack.prices?.discounts, ...discounts } } };
}

/** Offline, the shipped packs are judged in this process; a process for each would take longer than the rest of the plan. */
const judgesHere = ({ policy, pack, engine }: PlanOptions) => policy && !pack && engine === "embedded";

export async function engineOf(name: PlanOptions["engine"]): Promise<Engine> {
  if (name === "pulumi") return new (await import("../engine/pulumi/pulumiEngine.js")).PulumiEngine();
  return new (await import("../engine/embedded/embeddedEngine.js")).EmbeddedEngine();
}

async function previousOf(file: string | undefined): Promise<PreviousResource[] | undefined> {
  if (file === undefined) return undefined;
  if (!existsSync(file)) throw missingState(file);
  return (await import("../engine/stackExport.js")).readStackExport(file);
}

export const missingState = (file: string) =>
  new UseError(`there is no file ${file}. Write it with \`pulumi stack export --file ${file}\`.`);

/** Folders of the packs to run: those asked for, or every shipped one. */
export function packsOf({ policy, pack }: Pick<PlanOptions, "policy" | "pack">): string[] {
  if (!policy) return [];
  if (pack) return pack.map((directory) => resolve(directory));
  const shipped = join(projectDirectory, "policies");
  return readdirSync(shipped)
    .map((name) => join(shipped, name))
    .filter((directory) => existsSync(join(directory, "PulumiPolicy.yaml")))
    .sort();
}
