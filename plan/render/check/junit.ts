import type { Builder } from "junit-report-builder";
import type { Check, CheckedFinding, RuleInfo } from "../../check/check";
import { errorsOf } from "../../check/findings";

/**
 * The result as JUnit XML: a suite a stack, a case a rule. A rule without findings passes; one whose findings fail nothing (advice,
 * undetermined, excepted, in the baseline) is skipped, and says why. A stack without a plan has one case, which is an error.
 */
export async function renderJunit(check: Check): Promise<string> {
  // The package's types describe an ES module; what it ships is CommonJS.
  const junit = (await import("junit-report-builder")) as unknown as { default: Builder };
  const builder = junit.default.newBuilder();
  for (const { stack, file, findings, diagnostics } of check.stacks) {
    const suite = builder.testSuite().name(stack);
    const errors = errorsOf({ diagnostics });
    if (errors.length > 0) {
      suite
        .testCase()
        .className("aidc")
        .name("has a plan")
        .file(file)
        .error(printable(errors.join("\n")));
      continue;
    }
    for (const rule of check.rules) {
      const own = findings.filter((finding) => finding.rule === rule.id && finding.pack === rule.pack);
      const testCase = suite.testCase().className(rule.pack).name(`${rule.id} ${rule.title}`).file(file);
      const failing = own.filter(({ fails }) => fails);
      const rest = own.filter(({ fails }) => !fails);
      if (failing.length > 0) testCase.failure(textOf(failing, rule), rule.severity);
      else if (rest.length > 0) testCase.skipped();
      if (rest.length > 0) testCase.standardOutput(textOf(rest, rule));
    }
  }
  return builder.build();
}

function textOf(findings: CheckedFinding[], { remediation }: RuleInfo): string {
  const each = findings.map(({ location, urn, message }) => {
    const place = location ? `${location.file}:${location.line}:${location.column}: ` : "";
    return `${place}${message}${urn ? `\n  ${urn}` : ""}`;
  });
  return printable([...each, ...(remediation ? [remediation] : [])].join("\n"));
}

/** Control characters have no place in XML 1.0. */
const printable = (text: string) => text.replace(/[^\t\n\r\x20-\uffff]/g, "");
