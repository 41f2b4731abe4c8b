import { describeException, type Exception } from "../plan/exception";
import { type GraphResource, ResourceGraph } from "../plan/graph";
import type { Outcome } from "../plan/finding";
import type { Property } from "../plan/property";
import { coverageOf } from "./exceptions";
import { parameterValues } from "./parameters";
import { weakenedParameters } from "./weakened";
import { reaches, type Requirement, type Rule, type Severity } from "./rule";
import type { StackFacts } from "./stackFacts";

export interface JudgeSettings {
  /** Undetermined findings at least this grave fail like others. Default: critical. */
  undeterminedFailsFrom?: Severity | "never";
}

/** What a rule says of its subject. A subject may break several of the rule's requirements. */
export interface Judgement {
  outcome: Outcome;
  severity: Severity;
  enforcementLevel: "mandatory" | "advisory";
  message: string;
  resource?: GraphResource;
  path?: string;
  /** What it is excepted by. */
  exception?: Exception;
}

export interface JudgeContext {
  graph: ResourceGraph;
  facts: StackFacts;
  /** The rule's parameters, as far as the user gave them. */
  given: Record<string, unknown>;
  settings: JudgeSettings;
}

const alone = new ResourceGraph([]);

/** One resource by itself, before the rest of the stack is known. */
export const aloneIn = (facts: StackFacts, given: Record<string, unknown>, settings: JudgeSettings): JudgeContext => ({
  graph: alone,
  facts,
  given,
  settings,
});

/** Asks a rule about its subject. Never throws: a rule that does is an error of its own. */
export function judge(rule: Rule, subject: GraphResource | undefined, context: JudgeContext): Judgement[] {
  const severity = rule.severityIn?.(context.facts) ?? rule.severity;
  const about = (outcome: Judgement["outcome"], message: string, requirement?: Requirement): Judgement => {
    const resource = requirement?.resource ?? subject;
    return {
      outcome,
      severity,
      enforcementLevel: levelOf(outcome, severity, context.settings),
      message,
      ...(resource && { resource }),
      ...(requirement?.property && { path: requirement.property.path }),
    };
  };
  let requirements: Requirement[];
  try {
    const parameters = parameterValues(rule, context.facts, context.given);
    requirements = rule.check(subject, context.graph, { parameters, facts: context.facts });
  } catch (error) {
    return [about("error", `${rule.id} could not judge: ${error instanceof Error ? error.message : String(error)}`)];
  }
  if (requirements.length === 0) return [about("notApplicable", rule.title)];
  const failed = requirements.filter(({ met }) => met === "no");
  const excused = (judgement: Judgement) => excepted(rule, judgement, context.facts);
  if (failed.length > 0) return failed.map((requirement) => excused(about("fail", failure(requirement), requirement)));
  const open = requirements.filter(({ met }) => met === "unknown");
  if (open.length > 0) {
    return open.map((requirement) => excused(about("undetermined", doubt(requirement), requirement)));
  }
  return [about("pass", rule.title)];
}

/**
 * What the stack file weakens of the rule: said, so that a review sees it, and under a regime as grave as the rule, since a regime only
 * tightens.
 */
export function judgeParameters(
  rule: Rule,
  region: GraphResource,
  { facts, given, settings }: Omit<JudgeContext, "graph">,
): Judgement[] {
  const severity = facts.compliance.length > 0 ? (rule.severityIn?.(facts) ?? rule.severity) : "low";
  return weakenedParameters(rule, facts, given).map(({ parameter, how }) => {
    const message = `the stack file sets ${how}`;
    const enforcementLevel = levelOf("fail", severity, settings);
    const path = `rules.${rule.id}.${parameter}`;
    return excepted(rule, { outcome: "fail", severity, enforcementLevel, message, resource: region, path }, facts);
  });
}

/** The judgement, unless the stack's owner accepts it; an exception that no longer holds is mentioned. */
function excepted(rule: Rule, judgement: Judgement, facts: StackFacts): Judgement {
  const coverage = coverageOf(rule.id, judgement.resource, facts);
  if (!coverage) return judgement;
  const { exception } = coverage;
  if (!coverage.inForce) return { ...judgement, message: `${judgement.message}\nits exception ${coverage.fault}` };
  const message = `${judgement.message}\n${describeException(exception)}`;
  return { ...judgement, outcome: "excepted", enforcementLevel: "advisory", message, exception };
}

function levelOf(
  outcome: Judgement["outcome"],
  severity: Severity,
  { undeterminedFailsFrom = "critical" }: JudgeSettings,
): Judgement["enforcementLevel"] {
  if (outcome === "error") return "mandatory";
  if (outcome === "undetermined") {
    return undeterminedFailsFrom !== "never" && reaches(severity, undeterminedFailsFrom) ? "mandatory" : "advisory";
  }
  return severity === "low" ? "advisory" : "mandatory";
}

function failure({ otherwise, property }: Requirement): string {
  return property ? `${otherwise}: ${evidence(property)}` : otherwise;
}

/** Texts are left out: a plan's may be secret, and a pack is not told which. */
function evidence(property: Property): string {
  const { path, known } = property;
  if (property.isAbsent) return `${path} is not set`;
  return typeof known === "boolean" || typeof known === "number" ? `${path} is ${known}` : `see ${path}`;
}

function doubt({ otherwise, property }: Requirement): string {
  const what = property ? property.path : "what decides";
  return `perhaps ${otherwise}: ${what} is known only once deployed`;
}
