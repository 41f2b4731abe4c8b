import {
  PolicyPack,
  type PolicyComplianceFramework,
  type PolicyConfigSchema,
  type ReportViolation,
  type ResourceRemediation,
  type ResourceValidation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
} from "@pulumi/policy";
import { isReported } from "../../plan/finding";
import { subjectsOf } from "../evaluate";
import { type FrameworkKey, frameworks } from "../frameworks";
import { aloneIn, judge, judgeParameters, type Judgement, type JudgeSettings } from "../judge";
import { configSchema, parameterValues, undeterminedParameter } from "../parameters";
import { helpUri } from "../help";
import type { Pack, Rule } from "../rule";
import { isStackComponent } from "../stackFacts";
import { amend } from "./amend";
import { Session } from "./session";

/** Serves a pack's rules to the Pulumi engine, each as a policy under its own id. */
export function servePack(pack: Pack): void {
  const session = new Session();
  new PolicyPack(pack.name, {
    description: pack.description,
    enforcementLevel: "mandatory",
    policies: pack.rules.map((rule) => policyOf(pack, rule, session)),
  });
}

type Policy = ResourceValidationPolicy | StackValidationPolicy;

function policyOf(pack: Pack, rule: Rule, session: Session): Policy {
  const policy = {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    // Single findings are reported below their policy's level, never above it.
    enforcementLevel: rule.severity === "low" && !rule.severityIn ? ("advisory" as const) : ("mandatory" as const),
    severity: rule.severity,
    remediationSteps: rule.remediation,
    url: helpUri(pack.name, rule.id),
    tags: Object.keys(rule.controls),
    framework: frameworkOf(rule),
    configSchema: { properties: configSchema(rule) } as PolicyConfigSchema,
  };
  const early = new Set<string>();
  const resourcePolicy = {
    validateResource: whenResource(rule, session, early),
    ...(rule.remediate && { remediateResource: whenMade(rule, rule.remediate, session) }),
  };
  const stackPolicy = { validateStack: whenStack(rule, session, early) };
  if (rule.scope === "resource") return { ...policy, ...resourcePolicy };
  // A document that is known by then is judged before its resource is made; its structure, at the end.
  if (rule.scope === "document") return { ...policy, ...resourcePolicy, ...stackPolicy };
  return {
    ...policy,
    ...stackPolicy,
    validateResource: whenDeclared(rule, session),
  };
}

function whenResource(rule: Rule, session: Session, early: Set<string>): ResourceValidationPolicy["validateResource"] {
  return (args, report) => {
    const { resource, context } = aboutTo(args, session);
    if (isStackComponent(args.type)) reportAll(rule, judgeParameters(rule, resource, context), report);
    if (!rule.types.includes(args.type)) return;
    const judgements = judge(rule, resource, context);
    // What the document's structure may yet decide waits for the whole stack.
    const decided =
      rule.scope === "document" ? judgements.filter(({ outcome }) => outcome !== "undetermined") : judgements;
    if (decided.some(isReported)) early.add(args.urn);
    reportAll(rule, decided, report);
  };
}

/** A rule on the graph judges at the end; what the stack file says of it, as soon as the stack's component comes. */
function whenDeclared(rule: Rule, session: Session): ResourceValidation {
  return (args, report) => {
    if (!isStackComponent(args.type)) return;
    const { resource, context } = aboutTo(args, session);
    reportAll(rule, judgeParameters(rule, resource, context), report);
  };
}

function aboutTo(args: ResourceValidationArgs, session: Session) {
  const { resource, facts } = session.resource(args);
  const given = args.getConfig<Record<string, unknown>>();
  return { resource, context: aloneIn(facts, given, settingsOf(given)) };
}

function whenMade(rule: Rule, remediate: NonNullable<Rule["remediate"]>, session: Session): ResourceRemediation {
  return (args) => {
    if (!rule.types.includes(args.type)) return undefined;
    const { resource, facts } = session.resource(args);
    const parameters = parameterValues(rule, facts, args.getConfig<Record<string, unknown>>());
    return amend(args.props, remediate(resource, { parameters, facts }));
  };
}

function whenStack(rule: Rule, session: Session, early: Set<string>): StackValidationPolicy["validateStack"] {
  const validate: StackValidationPolicy["validateStack"] = (args, report) => {
    const { graph, facts } = session.stack(args);
    const given = args.getConfig<Record<string, unknown>>();
    for (const subject of subjectsOf(rule, graph)) {
      if (subject && early.delete(subject.urn)) continue;
      reportAll(rule, judge(rule, subject, { graph, facts, given, settings: settingsOf(given) }), report);
    }
  };
  const [type] = rule.types;
  // The SDK spares itself a copy of the stack where it has no resource of this type.
  return rule.types.length === 1 ? Object.assign(validate, { __pulumiType: type }) : validate;
}

function settingsOf(given: Record<string, unknown>): JudgeSettings {
  const choice = given[undeterminedParameter];
  if (choice === "fail") return { undeterminedFailsFrom: "low" };
  return choice === "report" ? { undeterminedFailsFrom: "never" } : {};
}

/** The SDK also takes a violation as an object, which alone can be less than its policy's level. */
type ReportInFull = ReportViolation & ((violation: Violation) => void);

interface Violation {
  message: string;
  urn?: string;
  severity: Judgement["severity"];
  enforcementLevel?: "advisory";
}

function reportAll(rule: Rule, judgements: Judgement[], report: ReportViolation): void {
  for (const { message, resource, severity, enforcementLevel } of judgements.filter(isReported)) {
    (report as ReportInFull)({
      message: `${rule.title}\n${message}`,
      ...(resource && { urn: resource.urn }),
      severity,
      // A level that the user set stands, unless the finding is not certain enough to fail anything, or excepted.
      ...(enforcementLevel === "advisory" && { enforcementLevel }),
    });
  }
}

/** Pulumi takes one framework a policy; the docs list them all. */
function frameworkOf({ controls }: Rule): PolicyComplianceFramework | undefined {
  const [key] = Object.keys(controls) as FrameworkKey[];
  if (!key) return undefined;
  const { name, version, reference } = frameworks[key];
  return { name, version, reference, specification: (controls[key] ?? []).join(", ") };
}
