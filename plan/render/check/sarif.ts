import type * as Sarif from "sarif";
import type { Check, CheckedFinding, RuleInfo } from "../../check/check";
import { errorsOf } from "../../check/findings";
import { describeException } from "../../exception";
import type { Severity } from "../../finding";

/** The name under which partial fingerprints go: raise its version where fingerprints change. */
const fingerprintName = "aidcFinding/v1";

/** GitHub's order of alerts: over 9.0 is critical, from 7.0 high, from 4.0 medium. */
const securitySeverity: Record<Severity, string> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** The result as SARIF 2.1.0, which code scanning shows beside the lines of the stack files. */
export function renderSarif(check: Check): string {
  const rules = check.rules.map(descriptor);
  const index = new Map(check.rules.map(({ id }, position) => [id, position]));
  const log: Sarif.Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "aidc", informationUri: "https://aidc.dev", rules } },
        automationDetails: { id: "aidc-check/" },
        invocations: [invocation(check)],
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { PROJECT: { description: { text: "The folder of the stack files." } } },
        results: check.stacks.flatMap(({ file, findings }) =>
          findings.map((finding) => result(finding, file, index.get(finding.rule))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Whether every stack has a plan; what those without say. */
function invocation({ stacks }: Check): Sarif.Invocation {
  const notifications = stacks.flatMap((stack) =>
    errorsOf(stack).map((message): Sarif.Notification => ({
      level: "error",
      message: { text: `${stack.stack} has no plan: ${message}` },
      locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(stack.file), uriBaseId: "PROJECT" } } }],
    })),
  );
  return { executionSuccessful: notifications.length === 0, toolExecutionNotifications: notifications };
}

function descriptor({
  id,
  title,
  severity,
  rationale,
  remediation,
  helpUri,
  frameworks,
}: RuleInfo): Sarif.ReportingDescriptor {
  const help = [rationale, remediation].filter(Boolean).join("\n\n");
  return {
    id,
    shortDescription: { text: title },
    ...(rationale && { fullDescription: { text: rationale } }),
    ...(help && { help: { text: help, markdown: help } }),
    ...(helpUri && { helpUri }),
    defaultConfiguration: { level: levelOf(severity) },
    properties: { "security-severity": securitySeverity[severity], tags: ["security", ...frameworks] },
  };
}

function levelOf(severity: Severity): Sarif.ReportingConfiguration.level {
  if (severity === "low") return "note";
  return severity === "medium" ? "warning" : "error";
}

function result(finding: CheckedFinding, file: string, ruleIndex: number | undefined): Sarif.Result {
  const { rule, severity, outcome, message, urn, path, fingerprint, status, location } = finding;
  const { line = 1, column = 1 } = location ?? {};
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    // What is not decided yet is for review; a rule that could not judge is no verdict on the code.
    kind: outcome === "undetermined" ? "open" : outcome === "error" ? "notApplicable" : "fail",
    level: outcome === "undetermined" || outcome === "error" ? "none" : levelOf(severity),
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(location?.file ?? file), uriBaseId: "PROJECT" },
          region: { startLine: line, startColumn: column },
        },
        ...(urn && { logicalLocations: [{ fullyQualifiedName: urn, kind: "resource" }] }),
      },
    ],
    partialFingerprints: { [fingerprintName]: fingerprint },
    ...(status && { baselineState: status === "new" ? "new" : "unchanged" }),
    suppressions: suppressions(finding),
    properties: { outcome, severity, ...(path !== undefined && { property: path }) },
  };
}

function suppressions({ exception, baselined }: CheckedFinding): Sarif.Suppression[] {
  if (exception) return [{ kind: "external", status: "accepted", justification: describeException(exception) }];
  return baselined ? [{ kind: "external", status: "accepted", justification: "in the baseline" }] : [];
}
