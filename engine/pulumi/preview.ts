import type { EngineEvent as CliEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";
import type {
  ChangeKind,
  Diagnostic,
  EnforcementLevel,
  PolicyPackInfo,
  PolicyViolation,
  PreviewResource,
  PreviewResult,
  PreviousResource,
  PropertyMap,
} from "../engine";
import { inDependencyOrder } from "../order";
import { diagnosticOf, failedByPolicies, hasErrors, isError, plain } from "./events";

/** What `pulumi preview --save-plan` writes, as far as it is read here (apitype.DeploymentPlanV1 in pulumi/pulumi). */
export interface DeploymentPlan {
  resourcePlans?: Record<string, { goal?: Goal }>;
}

interface Goal {
  name: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[] | null>;
  ignoreChanges?: string[];
  additionalSecretOutputs?: string[];
  aliases?: string[];
}

/** Newer engines' events carry more than the SDK's type of them says. */
type PolicyEvent = NonNullable<CliEvent["policyEvent"]> & { severity?: PolicyViolation["severity"] };
interface SummaryEvent {
  /** Unlike all other keys, and the SDK's type, the engine writes this one with a capital (apitype.SummaryEvent). */
  summaryEvent?: { PolicyPacks?: Record<string, string> };
}
interface PolicySummaryEvent {
  policyAnalyzeSummaryEvent?: { policyPackName: string; passed?: string[]; failed?: string[] };
}

const noPlan: Diagnostic = {
  severity: "warning",
  message:
    "the Pulumi CLI saved no plan: what depends on what is not known, and the bill leaves out what follows from it",
};

/**
 * A preview's result from the CLI's engine events, which tell steps, policies and messages, and its deployment plan, which
 * tells what the events leave out: dependencies, aliases and ignored changes. Without a plan it says so.
 */
export function previewOf(
  events: CliEvent[],
  plan: DeploymentPlan | undefined,
  packDirectories: string[],
): PreviewResult {
  const steps = stepsByUrn(events);
  const outputs = outputsByUrn(events);
  const made = [...steps.values()].filter((step) => step.kind !== "delete");
  const resources = inDependencyOrder(
    made.map((step) => resourceOf(step, plan?.resourcePlans?.[step.urn]?.goal, outputs.get(step.urn))),
  );
  return {
    resources,
    outputs: resources.find((resource) => resource.type === "pulumi:pulumi:Stack")?.outputs ?? {},
    packs: packsOf(events, packDirectories),
    violations: events.flatMap((event) => (event.policyEvent ? [violationOf(event.policyEvent)] : [])),
    diagnostics: [...diagnosticsOf(events), ...(plan || hasErrors(events) ? [] : [noPlan])],
    deleted: [...steps.values()].filter((step) => step.kind === "delete").map(previousOf),
  };
}

/** What failed policies found, their violations tell; that they failed the preview is no error of the program's. */
function diagnosticsOf(events: CliEvent[]): Diagnostic[] {
  const told = failedByPolicies(events) ? events.filter((event) => !isError(event)) : events;
  return told.flatMap((event) => diagnosticOf(event) ?? []);
}

interface PlannedStep {
  urn: string;
  kind: ChangeKind;
  metadata: StepEventMetadata;
}

/** A replacement is up to three steps of one URN: they become one, with the state that stands afterwards. */
function stepsByUrn(events: CliEvent[]): Map<string, PlannedStep> {
  const steps = new Map<string, PlannedStep>();
  for (const event of events) {
    const metadata = event.resourcePreEvent?.metadata;
    if (!metadata) continue;
    const { urn } = metadata;
    const earlier = steps.get(urn);
    const kind = earlier?.kind === "replace" ? "replace" : changeKind(metadata.op);
    steps.set(urn, { urn, kind, metadata: metadata.new || !earlier ? metadata : earlier.metadata });
  }
  return steps;
}

/** What each resource's outputs would be, as it was last said: a component's are registered after its step. */
function outputsByUrn(events: CliEvent[]): Map<string, PropertyMap> {
  return new Map(
    events.flatMap(({ resOutputsEvent }) => {
      const { urn, new: state } = resOutputsEvent?.metadata ?? {};
      return urn && state ? [[urn, state.outputs as PropertyMap]] : [];
    }),
  );
}

function changeKind(op: StepEventMetadata["op"]): ChangeKind {
  switch (op) {
    case "create":
    case "update":
    case "same":
    case "delete":
      return op;
    case "read":
    case "refresh":
      return "read";
    case "import":
      return "create";
    case "discard":
    case "remove-pending-replace":
      return "delete";
    default:
      return "replace";
  }
}

function resourceOf(
  { urn, kind, metadata }: PlannedStep,
  goal: Goal | undefined,
  outputs: PropertyMap | undefined,
): PreviewResource {
  const state = metadata.new ?? metadata.old;
  const dependencies = goal?.propertyDependencies ?? {};
  return {
    urn,
    type: metadata.type,
    name: goal?.name ?? urn.slice(urn.lastIndexOf("::") + 2),
    custom: state?.custom ?? false,
    ...(state?.parent ? { parent: state.parent } : {}),
    ...(state?.provider ? { provider: state.provider } : {}),
    inputs: (state?.inputs ?? {}) as PropertyMap,
    outputs: outputs ?? ((state?.outputs ?? {}) as PropertyMap),
    dependencies: [...(goal?.dependencies ?? [])].sort(),
    propertyDependencies: Object.fromEntries(
      Object.entries(dependencies).map(([property, urns]) => [property, [...(urns ?? [])].sort()]),
    ),
    protect: state?.protect ?? false,
    retainOnDelete: state?.retainOnDelete ?? false,
    aliases: goal?.aliases ?? [],
    ignoreChanges: goal?.ignoreChanges ?? [],
    additionalSecretOutputs: goal?.additionalSecretOutputs ?? [],
    external: kind === "read",
    change: {
      kind,
      ...(metadata.diffs?.length ? { differingKeys: [...metadata.diffs].sort() } : {}),
      ...(metadata.keys?.length ? { replaceKeys: [...metadata.keys].sort() } : {}),
    },
  };
}

function previousOf({ urn, metadata }: PlannedStep): PreviousResource {
  const state = metadata.old;
  return {
    urn,
    type: metadata.type,
    custom: state?.custom ?? false,
    ...(state?.id ? { id: state.id } : {}),
    ...(state?.parent ? { parent: state.parent } : {}),
    inputs: (state?.inputs ?? {}) as PropertyMap,
    protect: state?.protect ?? false,
  };
}

/** The CLI names a pack's policies only as it reports on each resource; the rest of their metadata stays in the pack. */
function packsOf(events: CliEvent[], directories: string[]): PolicyPackInfo[] {
  const summary = (events as SummaryEvent[]).find((event) => event.summaryEvent)?.summaryEvent;
  const versions = summary?.PolicyPacks ?? {};
  return Object.entries(versions).map(([pack, version]) => {
    const { name, directory } = localPack(pack, directories);
    const policies = new Set<string>();
    for (const { policyAnalyzeSummaryEvent: judged } of events as (CliEvent & PolicySummaryEvent)[]) {
      if (judged?.policyPackName !== name) continue;
      for (const policy of [...(judged.passed ?? []), ...(judged.failed ?? [])]) policies.add(policy);
    }
    return {
      name,
      version,
      directory,
      policies: [...policies].sort().map((policy) => ({
        name: policy,
        displayName: policy,
        description: "",
        enforcementLevel: "mandatory" as const,
      })),
    };
  });
}

/** The summary calls a local pack `name|local|path`, and keeps but two folders at either end of a long path. */
function localPack(pack: string, directories: string[]): { name: string; directory: string } {
  const [name = "", , path = ""] = pack.split("|");
  const lastTwo = (folder: string) => folder.split(/[\\/]/).slice(-2).join("/");
  return { name, directory: directories.find((folder) => lastTwo(folder) === lastTwo(path)) ?? path };
}

function violationOf(event: PolicyEvent): PolicyViolation {
  const level: EnforcementLevel = event.enforcementLevel === "warning" ? "advisory" : event.enforcementLevel;
  return {
    pack: event.policyPackName,
    policy: event.policyName,
    enforcementLevel: level,
    ...(event.severity ? { severity: event.severity } : {}),
    message: withoutDescription(plain(event.message)),
    ...(event.resourceUrn ? { urn: event.resourceUrn } : {}),
  };
}

/** The SDK puts the policy's description, a line of its own, before what it found: only the latter says something new. */
function withoutDescription(message: string): string {
  const end = message.indexOf("\n");
  return end < 0 ? message : message.slice(end + 1);
}
