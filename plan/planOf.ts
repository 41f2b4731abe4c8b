import type { PolicyViolation, PreviewResource, PreviewResult } from "../engine/engine";
import { publicProperties } from "../engine/values";
import type { OwnPrices, UsageAssumptions } from "./bill";
import { bandwidthOf } from "./bandwidth";
import { billOf } from "./cost/billOf";
import { plannedRuns, type StatedTraining } from "./cost/runs";
import { plannedSites, type StatedSite } from "./edge";
import { recoveryOf } from "./recovery/objectives";
import { type Finding, outcomeOfMessage, severities } from "./finding";
import type { Plan, PlanPolicy } from "./plan";
import type { PlanResource } from "./resource";

/** What the plan says of the stack beside what the preview found. */
export interface PlanFacts {
  project: string;
  stack: string;
  file: string;
  region: string;
  environment: string;
  usage: UsageAssumptions;
  prices?: OwnPrices;
  trainings?: StatedTraining[];
  edge?: StatedSite[];
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
  pools?: { name: string; instanceType: string }[];
  dynamicPools?: { name: string; instanceTypes: string[] }[];
  workloads?: StatedWorkload[];
  edge?: StatedSite[];
}

type StatedWorkload = Pick<StatedTraining, "name" | "pool" | "nodes" | "optimizer"> & {
  strategy?: string | object;
  trains?: StatedTraining["trains"];
};

export function planFacts(stack: string, file: string, figures: StackFigures): PlanFacts {
  const { budget, region, environment, usage, prices, edge } = figures;
  const named = { project: "aidc", stack, file, region, environment };
  const trainings = trainingsOf(figures);
  return {
    ...named,
    usage,
    ...(prices && { prices }),
    ...(trainings.length > 0 && { trainings }),
    ...(edge?.length && { edge }),
    budgetMonthlyUSD: budget.monthlyUSD,
  };
}

function trainingsOf({ pools = [], dynamicPools = [], workloads = [] }: StackFigures): StatedTraining[] {
  const places = [...pools, ...dynamicPools.map(({ name, instanceTypes: [instanceType] }) => ({ name, instanceType }))];
  return workloads.flatMap(({ name, pool, nodes, optimizer, strategy, trains }) => {
    const { instanceType } = places.find((each) => each.name === pool) ?? {};
    if (!trains || instanceType === undefined) return [];
    return [
      {
        name,
        pool,
        nodes,
        instanceType,
        trains,
        ...(optimizer && { optimizer }),
        ...(typeof strategy === "object" && { strategy }),
      },
    ];
  });
}

/**
 * The plan of a preview: what would be made, the policies' verdict and the bill. Secrets are masked. `judged` is what packs said that
 * did not run within the preview.
 */
export function planOf(preview: PreviewResult, facts: PlanFacts, judged: Judged = { packs: [], findings: [] }): Plan {
  const { usage, prices, trainings, edge, budgetMonthlyUSD, ...named } = facts;
  const resources = preview.resources.map(planResource);
  const changes: Record<string, number> = {};
  for (const { change } of resources) changes[change.kind] = (changes[change.kind] ?? 0) + 1;
  if (preview.deleted.length > 0) changes.delete = preview.deleted.length;
  const recovery = recoveryOf(resources);
  const bandwidth = bandwidthOf(resources);
  const bill = billOf({ region: facts.region, resources, usage, ...(prices && { prices }), budgetMonthlyUSD });
  return {
    schemaVersion: 1,
    ...named,
    summary: { resources: resources.length, changes },
    policy: policyOf(preview, judged),
    bill: { ...bill, ...(trainings && { runs: plannedRuns(trainings, facts.region, { ...bill, resources }) }) },
    ...(recovery && { recovery }),
    ...(bandwidth && { bandwidth }),
    ...(edge && { edge: plannedSites(edge) }),
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
