import type { EngineEvent as CliEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";
import type { Diagnostic, Step } from "../engine";

export function diagnosticOf(event: CliEvent): Diagnostic | undefined {
  const diagnostic = event.diagnosticEvent;
  // The CLI records debug messages too, which it shows to nobody who did not ask.
  if (!diagnostic || diagnostic.ephemeral || String(diagnostic.severity) === "debug") return undefined;
  const severity = diagnostic.severity === "info#err" ? "info" : diagnostic.severity;
  return { severity, message: plain(diagnostic.message), ...(diagnostic.urn ? { urn: diagnostic.urn } : {}) };
}

/** Without the engine's colour marks, `<{%fg 1%}>`. */
export function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, "").trim();
}

/** Whether mandatory policies objected, and nothing else did. */
export function failedByPolicies(events: CliEvent[]): boolean {
  const objects = events.some(({ policyEvent }) => policyEvent?.enforcementLevel === "mandatory");
  return objects && !events.some((event) => isError(event) && !isClosingError(event));
}

/** How the CLI ends what anything failed or its user has stopped: what failed, it has said before. */
const isClosingError = ({ diagnosticEvent }: CliEvent) =>
  /^(preview|update) (failed|canceled)$/.test(diagnosticEvent?.message.trim() ?? "");

export const hasErrors = (events: CliEvent[]) => events.some(isError);

/** What went wrong, each once. */
export function errorsOf(events: CliEvent[]): Diagnostic[] {
  const errors = events.filter((event) => isError(event) && !isClosingError(event));
  const causes = errors.filter((event) => !isConsequence(event));
  if (causes.length === 0 && errors.length > 0) return [unfinished];
  return causes.flatMap((event) => diagnosticOf(event) ?? []);
}

const unfinished: Diagnostic = {
  severity: "error",
  message:
    "it ended before its plan was done: it was interrupted, or its program no longer asks for all that the plan has",
};

/** What an update that was stopped says of the rest: calls cut short, and an error for each resource of its plan that it has not come to. */
export const isConsequence = ({ diagnosticEvent }: CliEvent) =>
  /^expected resource operations for \S+ but none were seen|context canceled$/.test(
    plain(diagnosticEvent?.message ?? ""),
  );

export const isError = ({ diagnosticEvent }: CliEvent) => diagnosticEvent?.severity === "error";

/** Something that a cloud knows: neither a component nor a provider. */
export const isReal = ({ type, old, new: now }: StepEventMetadata) =>
  (old ?? now)?.custom === true && !type.startsWith("pulumi:");

/** What a step of an update does. None where nothing happens in the cloud. */
export function stepOf(metadata: StepEventMetadata | undefined): Step | undefined {
  if (!metadata || !isReal(metadata)) return undefined;
  const { urn, type } = metadata;
  const op = stepOps[metadata.op];
  return op && { urn, type, op };
}

const stepOps: Partial<Record<StepEventMetadata["op"], Step["op"]>> = {
  create: "create",
  import: "create",
  update: "update",
  "create-replacement": "replace",
  "import-replacement": "replace",
  delete: "delete",
  "delete-replaced": "delete",
  read: "read",
  refresh: "refresh",
};
