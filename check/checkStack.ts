import { join } from "node:path";
import type { Engine, PreviewRequest, PreviewResult } from "../engine/engine";
import { asPrevious } from "../engine/previewDifference";
import type { CheckedFinding, Location, RuleInfo, StackCheck } from "../plan/check/check";
import { costChangeOf } from "../plan/check/cost";
import { differenceOf } from "../plan/check/difference";
import { compared, identified } from "../plan/check/findings";
import type { Finding, Outcome } from "../plan/finding";
import { ResourceGraph } from "../plan/graph";
import type { Plan } from "../plan/plan";
import { planFacts, planOf } from "../plan/planOf";
import { asToday } from "../policies/today";
import { type AnyStack, type LoadedStack, loadStackFile } from "../spec/load";
import { StackFileError } from "../spec/problems";
import type { OpenBase } from "./base";
import { causeOf } from "./cause";
import { judge, type JudgeOptions, rulesOf } from "./judge";

/** A stack file to check. */
export interface Subject extends LoadedStack<AnyStack> {
  name: string;
  /** The file relative to the project folder. */
  relativeFile: string;
}

/** Where stacks are planned from. */
export type StackPlace = Pick<OpenBase, "directory" | "programDirectory">;

export interface CheckContext extends JudgeOptions {
  engine: Engine;
  projectDirectory: string;
  base?: OpenBase;
  /** Folders of packs to run beside the shipped ones, each in its own process. */
  packs: readonly string[];
  /** Answers a stack's references to others as they stand there. Default: what they put out is unknown. */
  stackOutputs?: (stack: string, place: StackPlace) => PreviewRequest["stackOutputs"];
  /** Fingerprints that the baseline knows. */
  baseline: ReadonlySet<string>;
  onEvent?: PreviewRequest["onEvent"];
}

/** A stack's check, with what it was made from. */
export interface CheckedStack {
  stack: StackCheck;
  /** Of packs beside the shipped ones. */
  otherRules: RuleInfo[];
  plan: Plan;
  /** Every rule's, those that pass too. */
  verdicts: Finding[];
}

/** Plans the stack and what it was in the base, and puts the two side by side: resources, findings, cost. */
export async function checkStack(subject: Subject, context: CheckContext): Promise<CheckedStack> {
  const before = context.base && (await planBase(subject, context.base, context));
  const previous = before?.preview && asPrevious(before.preview.resources);
  const { projectDirectory } = context;
  const preview = await previewOf(
    subject,
    context,
    { directory: projectDirectory, programDirectory: projectDirectory },
    {
      ...(previous && { previous }),
      policyPacks: context.packs.map((directory) => ({ directory })),
    },
  );
  const plan = planOf(preview, planFacts(subject.name, subject.relativeFile, subject.stack));
  const verdicts = judge(preview.resources, plan.policy.findings, context);
  const base = before?.preview && identified(judge(before.preview.resources, [], context));
  const { findings, fixed } = compared(identified(verdicts), base, context.baseline);
  const cost = costChangeOf(plan.bill, before?.plan?.bill);
  const locate = locator(subject, preview, context.projectDirectory);
  const failed = plan.diagnostics.some(({ severity }) => severity === "error");
  const stack: StackCheck = {
    stack: subject.name,
    file: subject.relativeFile,
    region: plan.region,
    environment: plan.environment,
    verdict: failed || cost.overBudget || findings.some(({ fails }) => fails) ? "fail" : "pass",
    resources: plan.summary.resources,
    ...(before?.preview && { difference: differenceOf(plan) }),
    findings: findings.map(locate),
    fixed,
    outcomes: countOutcomes(verdicts),
    cost,
    diagnostics: [...(before?.diagnostics ?? []), ...plan.diagnostics],
  };
  return { stack, otherRules: preview.packs.flatMap(rulesOf), plan, verdicts };
}

interface PlannedBase {
  /** Absent where the base cannot be planned. */
  preview?: PreviewResult;
  plan?: Plan;
  diagnostics: StackCheck["diagnostics"];
}

const nothingStood: PreviewResult = {
  resources: [],
  outputs: {},
  packs: [],
  violations: [],
  diagnostics: [],
  deleted: [],
};

/** The base's stack file under the present prices, usage and rules: what differs is then the change's doing. */
async function planBase(subject: Subject, base: OpenBase, context: CheckContext): Promise<PlannedBase> {
  const file = join(base.directory, subject.relativeFile);
  const said = (severity: string, message: string) => ({ severity, message });
  let loaded: LoadedStack<AnyStack>;
  try {
    loaded = loadStackFile(file);
  } catch (error) {
    if (!(error instanceof StackFileError)) throw error;
    const isNew = error.problems.some(({ message }) => message === "no such file");
    if (isNew)
      return { preview: nothingStood, diagnostics: [said("info", `${base.ref} has no ${subject.relativeFile}`)] };
    return { diagnostics: [said("warning", `nothing to compare with: ${base.ref} has ${error.message}`)] };
  }
  const preview = await previewOf({ ...subject, relativeFile: file }, context, base);
  const failure = preview.diagnostics.find(({ severity }) => severity === "error");
  if (failure)
    return { diagnostics: [said("warning", `nothing to compare with: ${base.ref} fails: ${failure.message}`)] };
  const plan = planOf(preview, planFacts(subject.name, subject.relativeFile, loaded.stack));
  return { preview, plan, diagnostics: [] };
}

function previewOf(
  { name, relativeFile }: Pick<Subject, "name" | "relativeFile">,
  { engine, date, stackOutputs, onEvent }: CheckContext,
  place: StackPlace,
  request: Partial<PreviewRequest> = {},
): Promise<PreviewResult> {
  return engine.preview({
    projectDirectory: place.programDirectory,
    stack: name,
    stackOutputs: stackOutputs?.(name, place),
    config: { "aidc:file": relativeFile },
    environment: asToday(date),
    ...(onEvent && { onEvent }),
    ...request,
  });
}

/** Tells of each finding its resource, and where the stack file says what causes it. */
function locator(subject: Subject, { resources }: PreviewResult, projectDirectory: string) {
  const graph = new ResourceGraph(resources);
  return (finding: CheckedFinding): CheckedFinding => {
    const resource = finding.urn === undefined ? undefined : graph.find(finding.urn);
    const position = subject.position(causeOf(resource, finding.path, subject.stack));
    const location: Location = { ...position, file: relativeTo(projectDirectory, position.file) };
    return { ...finding, ...(resource && { resource: { type: resource.type, name: resource.name } }), location };
  };
}

function relativeTo(directory: string, file: string): string {
  return file.startsWith(`${directory}/`) ? file.slice(directory.length + 1) : file;
}

export function countOutcomes(findings: readonly Finding[]): Record<Outcome, number> {
  const counts = { pass: 0, fail: 0, undetermined: 0, notApplicable: 0, excepted: 0, error: 0 };
  for (const { outcome } of findings) counts[outcome] += 1;
  return counts;
}
