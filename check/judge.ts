import type { PolicyPackInfo } from "../engine/engine";
import type { RuleInfo } from "../plan/check/check";
import { describeException } from "../plan/exception";
import type { Finding, Severity } from "../plan/finding";
import { ResourceGraph, type ResourceNode } from "../plan/graph";
import { evaluate } from "../policies/evaluate";
import { coverageOf, exceptionsRule, unusedExceptions } from "../policies/exceptions";
import { helpUri } from "../policies/help";
import { findRule, packs, ruleIds } from "../policies/registry";
import type { Pack, Rule } from "../policies/rule";
import { factsOfGraph, stackComponents, type StackFacts } from "../policies/stackFacts";
import { didYouMean } from "../spec/nearest";

export interface JudgeOptions {
  /** As `2027-01-31`. */
  date: string;
  undeterminedFailsFrom?: Severity | "never";
}

/**
 * Every verdict of the shipped packs, passes too, judged in this process; those that other packs `found` in their own, under the
 * stack's exceptions, of which such packs know nothing; and whether the exceptions are needed.
 */
export function judge(nodes: readonly ResourceNode[], found: readonly Finding[], options: JudgeOptions): Finding[] {
  const graph = new ResourceGraph(nodes);
  const { undeterminedFailsFrom } = options;
  const facts = { ...factsOfGraph(graph), today: options.date };
  const own = evaluate(graph, packs, { facts, ...(undeterminedFailsFrom && { undeterminedFailsFrom }) });
  const findings = [...own, ...found.map((finding) => excepted(finding, graph, facts))];
  return [...findings, ...unneeded(graph, facts, findings)];
}

function excepted(finding: Finding, graph: ResourceGraph, facts: StackFacts): Finding {
  const resource = finding.urn === undefined ? undefined : graph.find(finding.urn);
  const coverage = coverageOf(finding.rule, resource, facts);
  if (!coverage?.inForce) return finding;
  const { exception } = coverage;
  const message = `${finding.message}\n${describeException(exception)}`;
  return { ...finding, outcome: "excepted", enforcementLevel: "advisory", message, exception };
}

function unneeded(graph: ResourceGraph, facts: StackFacts, findings: readonly Finding[]): Finding[] {
  const found = findRule(exceptionsRule);
  const [region] = graph.ofType(...stackComponents);
  if (!found) return [];
  return unusedExceptions(facts, findings).map(({ exception: { rule = "", resource }, index }) => {
    const what = `the exception from ${rule}${resource === undefined ? "" : ` for ${resource}`}`;
    const known = findRule(rule) !== undefined;
    const hint = didYouMean(rule, ruleIds());
    return {
      rule: exceptionsRule,
      pack: found.pack.name,
      severity: "low",
      enforcementLevel: "advisory",
      outcome: "fail",
      message: known
        ? `${what} is not needed: there is no such finding`
        : `${what} excepts nothing: no pack that ran has found anything by that name${hint ? `. ${hint}` : ""}`,
      ...(region && { urn: region.urn }),
      path: `exceptions[${index}]`,
      remediation: "Remove it from `exceptions` in the stack file.",
    };
  });
}

export const shippedRules = (): RuleInfo[] => packs.flatMap((pack) => pack.rules.map((rule) => ruleInfo(pack, rule)));

function ruleInfo(pack: Pack, { id, title, severity, rationale, remediation, controls }: Rule): RuleInfo {
  const frameworks = Object.keys(controls);
  return { id, pack: pack.name, title, severity, rationale, remediation, helpUri: helpUri(pack.name, id), frameworks };
}

/** The rules of another pack, as it tells them. */
export function rulesOf({ name: pack, policies }: PolicyPackInfo): RuleInfo[] {
  return policies.map(({ name: id, displayName, description, severity = "medium", remediationSteps, url }) => ({
    id,
    pack,
    title: displayName || description.split("\n")[0] || id,
    severity,
    ...(description && { rationale: description }),
    ...(remediationSteps && { remediation: remediationSteps }),
    ...(url && { helpUri: url }),
    frameworks: [],
  }));
}
