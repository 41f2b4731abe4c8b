import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type {
  Deployer,
  DestroyRequest,
  Drift,
  PreparedUpdate,
  RunOptions,
  StandingStack,
  UpdateResult,
} from "../deployer";
import { type Engine, EngineError, type PreviewRequest, type PreviewResult } from "../engine";
import { driftOf } from "./drift";
import { engineError } from "./errors";
import { failedByPolicies, hasErrors, stepOf } from "./events";
import { type DeploymentPlan, previewOf } from "./preview";
import { outcomeOf, policyOptions, removeFolder, selectStack, temporaryFolder } from "./stack";
import { standingOf } from "./standing";
import { listener, runUpdate } from "./update";

/**
 * The engine of the installed Pulumi CLI, reached through the Automation API. Unlike the embedded one it needs a CLI, a
 * backend login and the providers' plugins, and its preview asks the providers. Every method throws EngineError where one
 * of these is missing; a failed program is a result with diagnostics.
 */
export class PulumiEngine implements Engine, Deployer {
  async preview(request: PreviewRequest): Promise<PreviewResult> {
    const stack = await selectStack(request);
    const folder = await temporaryFolder();
    try {
      return (await previewInto(folder, stack, request)).preview;
    } finally {
      await removeFolder(folder);
    }
  }

  async prepareUpdate(request: PreviewRequest): Promise<PreparedUpdate> {
    const stack = await selectStack(request, true);
    const folder = await temporaryFolder();
    const discard = () => removeFolder(folder);
    try {
      const { preview, events } = await previewInto(folder, stack, request);
      const deployable = !hasErrors(events) && !failedByPolicies(events);
      return {
        preview,
        standing: await standingOf(stack),
        discard,
        apply: async (run: RunOptions = {}) => {
          if (!deployable)
            throw new EngineError(`${request.stack}: its preview failed, so there is nothing to deploy.`);
          const packs = await policyOptions(request.policyPacks ?? [], folder);
          return runUpdate(stack, run, (options) => stack.up({ ...options, ...packs, plan: planFile(folder) }));
        },
      };
    } catch (error) {
      await discard();
      throw error;
    }
  }

  async standing(request: PreviewRequest): Promise<StandingStack> {
    return standingOf(await selectStack(request));
  }

  async previewDestroy({ excludeProtected = false, ...request }: DestroyRequest): Promise<string[]> {
    const stack = await selectStack(request);
    const { events, listen } = listener();
    const failure = await outcomeOf(stack.previewDestroy({ excludeProtected, onEvent: listen }));
    if (failure && !hasErrors(events)) throw engineError(failure, request.stack);
    return failure ? [] : events.flatMap(({ resourcePreEvent }) => stepOf(resourcePreEvent?.metadata)?.urn ?? []);
  }

  async destroy({ excludeProtected = false, ...request }: DestroyRequest, run: RunOptions = {}): Promise<UpdateResult> {
    const stack = await selectStack(request);
    return runUpdate(stack, run, (options) => stack.destroy({ ...options, excludeProtected }));
  }

  async drift(request: PreviewRequest): Promise<Drift> {
    const stack = await selectStack(request);
    const { events, listen } = listener(request.onEvent);
    const failure = await outcomeOf(stack.previewRefresh({ onEvent: listen }));
    const drift = driftOf(events);
    if (failure && drift.errors.length === 0) throw engineError(failure, request.stack);
    return drift;
  }
}

const planFile = (folder: string) => join(folder, "plan.json");

async function previewInto(folder: string, stack: Stack, request: PreviewRequest) {
  const { events, listen } = listener(request.onEvent);
  const failure = await outcomeOf(
    stack.preview({
      ...(await policyOptions(request.policyPacks ?? [], folder)),
      plan: planFile(folder),
      onEvent: listen,
    }),
  );
  if (failure && !events.some((event) => event.resourcePreEvent)) throw engineError(failure, request.stack);
  // A preview that its policies fail saves no plan, and only the plan tells what depends on what.
  if (failedByPolicies(events)) await outcomeOf(stack.preview({ plan: planFile(folder) }));
  const directories = (request.policyPacks ?? []).map((pack) => pack.directory);
  return { preview: previewOf(events, await readPlan(planFile(folder)), directories), events };
}

/** None where the program failed: the events then stand alone. */
async function readPlan(file: string): Promise<DeploymentPlan | undefined> {
  try {
    const written = JSON.parse(await readFile(file, "utf8")) as DeploymentPlan & { plan?: DeploymentPlan };
    return written.plan ?? written;
  } catch {
    return undefined;
  }
}
