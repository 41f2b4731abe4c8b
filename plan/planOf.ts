import type { PolicyViolation, PreviewResource, PreviewResult } from "../engine/engine";
import { publicProperties } from "../engine/values";
import type { OwnPrices, UsageAssumptions } from "./bill";
import { billOf } from "./cost/billOf";
import { recoveryOf } from "./recovery/objectives";
import { type Finding, outcomeOfMessage, severities } from "./finding";
import type { Plan, PlanPolicy, PlanResource } from "./plan";

/** What the plan says of the stack beside what the preview found. */
export interface PlanFacts {
  project: string;
  stack: string;
  file: string;
  region: string;
  environment: string;
  usage: UsageAssumptions;
  prices?: OwnPrices;
  budgetMonthlyUSD: number;
}

type Judged = Pick<PlanPolicy, "packs" | "findings">;

/** A stack file's figures that its plan stands on. */
interface StackFigures {
  region: string;
  environment: string;
  usage: UsageAssumptions;
  prices?: OwnPrices;
  budget: { monthlyUSD: number };
}

export function planFacts(
  stack: string,
  file: string,
  { budget, region, environment, usage, prices }: StackFigures,
): PlanFacts {
  const named = { project: "aidc", stack, file, region, environment };
  return { ...named, usage, ...(prices && { prices }), budgetMonthlyUSD: budget.monthlyUSD };
}

/**
 * The plan of a preview: what would be made, the policies' verdict and the bill. Secrets are masked. `judged` is what packs said that
 * did not run within the preview.
 */
export function planOf(preview: PreviewResult, facts: PlanFacts, judged: Judged = { packs: [], findings: [] }): Plan {
  const { usage, prices, budgetMonthlyUSD, ...named } = facts;
  const resources = preview.resources.map(planResource);
  const changes: Record<string, number> = {};
  for (const { change } of resources) changes[change.kind] = (changes[change.kind] ?? 0) + 1;
  if (preview.deleted.length > 0) changes.delete = preview.deleted.length;
  const recovery = recoveryOf(resources);
  return {
    schemaVersion: 1,
    ...named,
    summary: { resources: resources.length, changes },
    policy: policyOf(preview, judged),
    bill: billOf({ region: facts.region, resources, usage, ...(prices && { prices }), budgetMonthlyUSD }),
    ...(recovery && { recovery }),
    diagnostics: preview.diagnostics,
    resources,
    deleted: preview.deleted.map(({ urn, type, protect = false }) => ({ urn, type, protect })),
  };
}

function planResource(resource: PreviewResource): PlanResource {
  const { urn, type, name, custom, parent, provider, dependencies, propertyDependencies, protect, change } = resource;
  return {
    urn,
    type,
    name,
    custom,
    ...(parent ? { parent } : {}),
    ...(provider ? { provider } : {}),
    inputs: publicProperties(resource.inputs),
    dependencies,
    propertyDependencies,
    protect,
    change,
  };
}

function policyOf({ packs: ran, violations }: PreviewResult, judged: Judged): PlanPolicy {
  const packs = [
    ...judged.packs,
    ...ran.map(({ name, version, policies }) => ({ name, version, rules: policies.length })),
  ];
  const findings = [...judged.findings, ...violations.map((violation) => findingOf(violation, ran))];
  const failed = findings.some(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return {
    verdict: failed ? "fail" : packs.length === 0 ? "none" : "pass",
    packs,
    findings: findings.sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity)),
  };
}

function findingOf(violation: PolicyViolation, packs: PreviewResult["packs"]): Finding {
  const info = packs
    .find(({ name }) => name === violation.pack)
    ?.policies.find(({ name }) => name === violation.policy);
  return {
    rule: violation.policy,
    pack: violation.pack,
    severity: violation.severity ?? info?.severity ?? "medium",
    enforcementLevel: violation.enforcementLevel === "mandatory" ? "mandatory" : "advisory",
    outcome: outcomeOfMessage(violation.message),
    message: violation.message,
    ...(violation.urn ? { urn: violation.urn } : {}),
    ...(info?.remediationSteps ? { remediation: info.remediationSteps } : {}),
  };
}
