import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent as CliEvent, Stack } from "@pulumi/pulumi/automation";
import {
  type Engine,
  EngineError,
  type EngineEvent,
  type PolicyPackRequest,
  type PreviewRequest,
  type PreviewResult,
} from "../engine";
import { type DeploymentPlan, diagnosticOf, failedByPolicies, previewOf } from "./events";

/** What an update made, and where it stopped if it did. */
export interface UpdateResult {
  succeeded: boolean;
  /** Resources by what was done to them: create, update, replace, delete, same. */
  changes: Record<string, number>;
  outputs: Record<string, unknown>;
}

/**
 * The engine of the installed Pulumi CLI, reached through the Automation API. Unlike the embedded one it needs a CLI, a
 * backend login and the providers' plugins, and its preview asks the providers.
 */
export class PulumiEngine implements Engine {
  /** Throws EngineError where the CLI, the stack or the login is missing. A failed program is a result with diagnostics. */
  async preview(request: PreviewRequest): Promise<PreviewResult> {
    const stack = await selectStack(request);
    return withTemporaryFolder(async (folder) => {
      const events: CliEvent[] = [];
      const planFile = join(folder, "plan.json");
      const failure = await outcomeOf(
        stack.preview({
          ...(await policyOptions(request.policyPacks ?? [], folder)),
          plan: planFile,
          onEvent: (event) => {
            events.push(event);
            report(event, request.onEvent);
          },
        }),
      );
      if (failure && !events.some((event) => event.resourcePreEvent)) throw engineError(failure, request.stack);
      // A preview that its policies fail saves no plan, and only the plan tells what depends on what.
      if (failedByPolicies(events)) await outcomeOf(stack.preview({ plan: planFile }));
      const directories = (request.policyPacks ?? []).map((pack) => pack.directory);
      return previewOf(events, await readPlan(planFile), directories);
    });
  }

  /** Deploys the stack with its policy packs. Consent is the caller's to ask for. */
  async up(request: PreviewRequest): Promise<UpdateResult> {
    const stack = await selectStack(request);
    return withTemporaryFolder(async (folder) => {
      let changes: Record<string, number> = {};
      const failure = await outcomeOf(
        stack.up({
          ...(await policyOptions(request.policyPacks ?? [], folder)),
          onEvent: (event) => {
            if (event.summaryEvent) changes = event.summaryEvent.resourceChanges;
            report(event, request.onEvent);
          },
        }),
      );
      if (failure && Object.keys(changes).length === 0) throw engineError(failure, request.stack);
      const outputs = Object.entries(await stack.outputs());
      return {
        succeeded: !failure,
        changes,
        outputs: Object.fromEntries(outputs.map(([name, { value, secret }]) => [name, secret ? "[secret]" : value])),
      };
    });
  }
}

async function selectStack(request: PreviewRequest): Promise<Stack> {
  // Loaded here, since it is heavy and most runs do not need it.
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  try {
    const stackName = request.organization ? `${request.organization}/${request.stack}` : request.stack;
    const stack = await LocalWorkspace.selectStack({ stackName, workDir: request.projectDirectory });
    const plainConfig = Object.entries(request.config ?? {}).map(([key, value]) => [key, { value }] as const);
    const secretConfig = Object.entries(request.secretConfig ?? {}).map(
      ([key, value]) => [key, { value, secret: true }] as const,
    );
    const config = [...plainConfig, ...secretConfig];
    // Stands in Pulumi.<stack>.yaml afterwards, so that `pulumi up` by hand deploys the same stack file.
    if (config.length > 0) await stack.setAllConfig(Object.fromEntries(config));
    return stack;
  } catch (error) {
    throw engineError(error, request.stack);
  }
}

async function policyOptions(packs: PolicyPackRequest[], folder: string) {
  const policyPackConfigs = await Promise.all(
    packs.map(async (pack, index) => {
      const file = join(folder, `policy-config-${index}.json`);
      await writeFile(file, JSON.stringify(pack.config ?? {}));
      return file;
    }),
  );
  return { policyPacks: packs.map((pack) => pack.directory), policyPackConfigs };
}

function report(event: CliEvent, onEvent: ((event: EngineEvent) => void) | undefined) {
  if (!onEvent) return;
  if (event.preludeEvent) onEvent({ kind: "started" });
  const diagnostic = diagnosticOf(event);
  if (diagnostic) onEvent({ kind: "diagnostic", diagnostic });
  if (event.resourcePreEvent) {
    onEvent({ kind: "resource", urn: event.resourcePreEvent.metadata.urn, registered: event.sequence });
  }
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

async function outcomeOf(operation: Promise<unknown>): Promise<Error | undefined> {
  try {
    await operation;
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "aidc-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const installHint =
  "The Pulumi CLI was not found. Install it (https://www.pulumi.com/docs/install/) and run `pulumi login`, " +
  "or plan without it: `aidc plan` uses the embedded engine by default.";

/** In the user's words: what is missing and what to do. */
function engineError(error: unknown, stack: string): EngineError {
  const { code, name, message } = error as Error & { code?: string };
  if (code === "ENOENT" || /ENOENT/.test(message)) return new EngineError(installHint);
  if (name === "StackNotFoundError" || /no stack named/.test(message)) {
    return new EngineError(`The Pulumi backend has no stack ${stack}. Make it with \`pulumi stack init ${stack}\`.`);
  }
  if (/login|PULUMI_ACCESS_TOKEN/.test(message)) {
    return new EngineError("The Pulumi CLI is not logged in. Run `pulumi login`, or `pulumi login --local`.");
  }
  const stderr = /stderr: ([\s\S]*?)(?:\n\s*err\??:|$)/.exec(message)?.[1]?.trim();
  return new EngineError(`The Pulumi CLI failed: ${stderr || message}`);
}
