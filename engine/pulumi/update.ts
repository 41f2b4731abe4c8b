import type { EngineEvent as CliEvent, Stack } from "@pulumi/pulumi/automation";
import type { StepEventMetadata } from "@pulumi/pulumi/automation/events";
import type { RunOptions, UpdateResult } from "../deployer";
import type { EngineEvent } from "../engine";
import { engineError } from "./errors";
import { diagnosticOf, errorsOf, isConsequence, stepOf } from "./events";
import { outcomeOf } from "./stack";
import { standingOf } from "./standing";

/** What the Automation API's operations take of a run. */
interface OperationOptions {
  onEvent: (event: CliEvent) => void;
  signal?: AbortSignal;
}

/** Runs an operation that changes the stack, tells of each step, and says what came of it. */
export async function runUpdate(
  stack: Stack,
  { onEvent, signal }: RunOptions,
  operation: (options: OperationOptions) => Promise<unknown>,
): Promise<UpdateResult> {
  const { events, listen } = listener(onEvent);
  const failure = await outcomeOf(operation({ onEvent: listen, ...(signal && { signal }) }));
  // A CLI that could not begin has told of nothing: its own words are then all there is.
  if (failure && !events.some(({ preludeEvent }) => preludeEvent)) throw engineError(failure, stack.name);
  const outputs = Object.entries(await stack.outputs());
  const done = events.flatMap(({ resOutputsEvent }) => completed(resOutputsEvent?.metadata) ?? []);
  return {
    succeeded: !failure,
    changes: countsOf(done.map(({ op }) => op)),
    done: done.map(({ urn }) => urn),
    errors: errorsOf(events),
    outputs: Object.fromEntries(outputs.map(([name, { value, secret }]) => [name, secret ? "[secret]" : value])),
    interrupted: failure ? (await standingOf(stack)).interrupted : [],
  };
}

/** A replaced resource is done once the new one stands, whether the old one goes before or after. */
const completed = (metadata: StepEventMetadata | undefined) =>
  metadata?.op === "delete-replaced" ? undefined : stepOf(metadata);

function countsOf(ops: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const op of ops) counts[op] = (counts[op] ?? 0) + 1;
  return counts;
}

/**
 * Collects what the CLI tells and passes it on, each event once: where a CLI tells by a file, the SDK may read that file's end twice.
 */
export function listener(onEvent?: (event: EngineEvent) => void) {
  const events: CliEvent[] = [];
  const heard = new Set<number>();
  const listen = (event: CliEvent) => {
    if (heard.has(event.sequence)) return;
    heard.add(event.sequence);
    events.push(event);
    if (onEvent) report(event, onEvent);
  };
  return { events, listen };
}

/** Tells in the engine's terms what the CLI tells in its own. */
function report(event: CliEvent, onEvent: (event: EngineEvent) => void) {
  const { resourcePreEvent: begun, resOutputsEvent: ended, resOpFailedEvent: failed } = event;
  if (event.preludeEvent) onEvent({ kind: "started" });
  const diagnostic = isConsequence(event) ? undefined : diagnosticOf(event);
  if (diagnostic) onEvent({ kind: "diagnostic", diagnostic });
  if (begun) onEvent({ kind: "resource", urn: begun.metadata.urn, registered: event.sequence });
  const step = stepOf((begun ?? ended ?? failed)?.metadata);
  if (step) onEvent({ kind: "step", step, state: failed ? "failed" : ended ? "done" : "started" });
}
