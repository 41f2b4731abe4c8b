import { stringify } from "yaml";
import type { Alert, AlertFile, RecordingRule } from "../../../catalog/alerts";

/** A Prometheus rule file. */
export interface RuleFile {
  groups: { name: string; rules: Rule[] }[];
}

type Rule =
  | RecordingRule
  | { alert: string; expr: string; for?: string; labels: Record<string, string>; annotations: Record<string, string> };

/** A concern's alerts. Each carries `severity` and `concern`, by which it is routed, and the page that says what to do. */
export function alertRules({ concern, alerts }: AlertFile): RuleFile {
  return { groups: [{ name: concern, rules: alerts.map((alert) => alertRule(alert, concern)) }] };
}

function alertRule(alert: Alert, concern: string): Rule {
  return {
    alert: alert.alert,
    expr: alert.expr.trim(),
    ...(alert.for && { for: alert.for }),
    labels: { severity: alert.severity, concern },
    annotations: { summary: alert.summary, runbook: runbookPage(alert) },
  };
}

/** The runbook's path in the repository. */
export function runbookPage({ runbook }: Pick<Alert, "runbook">): string {
  return `docs/runbooks/${runbook}.md`;
}

/** Rules of one group, in order: a rule may read those above it. */
export function recordings(name: string, rules: readonly RecordingRule[]): RuleFile {
  return { groups: [{ name, rules: rules.map((rule) => ({ ...rule, expr: rule.expr.trim() })) }] };
}

/** As Prometheus and `RuleGroupNamespace` read it. Same rules, same bytes. */
export function ruleFileText(file: RuleFile): string {
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}
