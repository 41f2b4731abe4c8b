import { createHash } from "node:crypto";
import { type Finding, isReported, reaches, severities } from "../finding";
import type { CheckedFinding, StackCheck } from "./check";

export type Identified = Finding & { fingerprint: string };

/**
 * What is not fine, each with a fingerprint: the same as long as the rule, the resource and the property are, wherever in a list the
 * property stands and whatever the message says. Of several alike, the first stays the first.
 */
export function identified(findings: readonly Finding[]): Identified[] {
  const seen = new Map<string, number>();
  return findings.filter(isReported).map((finding) => {
    const { rule, urn = "", path = "" } = finding;
    const subject = JSON.stringify([rule, urn, path.replace(/\[\d+\]/g, "[]")]);
    const occurrence = seen.get(subject) ?? 0;
    seen.set(subject, occurrence + 1);
    const fingerprint = createHash("sha256")
      .update(`${subject}${occurrence || ""}`)
      .digest("hex")
      .slice(0, 32);
    return { ...finding, fingerprint };
  });
}

/** Findings against what the base had and what the baseline knows, the gravest first. */
export function compared(
  findings: readonly Identified[],
  base: readonly Identified[] | undefined,
  baseline: ReadonlySet<string>,
): { findings: CheckedFinding[]; fixed: CheckedFinding[] } {
  const before = base && new Set(base.map(({ fingerprint }) => fingerprint));
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const checked = findings.map((finding): CheckedFinding => {
    const baselined = baseline.has(finding.fingerprint) && finding.outcome !== "excepted";
    return {
      ...finding,
      ...(before && { status: before.has(finding.fingerprint) ? ("standing" as const) : ("new" as const) }),
      baselined,
      fails: finding.enforcementLevel === "mandatory" && !baselined,
    };
  });
  const fixed = (base ?? [])
    .filter(({ fingerprint, outcome }) => !now.has(fingerprint) && outcome !== "excepted")
    .map((finding): CheckedFinding => ({ ...finding, baselined: false, fails: false }));
  return { findings: checked.sort(gravestFirst), fixed: fixed.sort(gravestFirst) };
}

function gravestFirst(a: CheckedFinding, b: CheckedFinding): number {
  return (
    Number(b.fails) - Number(a.fails) ||
    Number(b.status === "new") - Number(a.status === "new") ||
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.urn ?? "", b.urn ?? "") ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const isGrave = ({ severity }: Pick<Finding, "severity">) => reaches(severity, "high");

/** Why the stack's program, or the stack itself, failed: what there is of findings and cost then says nothing. */
export const errorsOf = ({ diagnostics }: Pick<StackCheck, "diagnostics">): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

export const isBroken = (stack: Pick<StackCheck, "diagnostics">) => errorsOf(stack).length > 0;
