import { expect, it } from "vitest";
import type { RuleInfo } from "../../plan/check/check";
import type { Outcome } from "../../plan/finding";
import { frameworkVerdicts } from "../../report/frameworks";
import { finding } from "../check/samples";

const rule = (id: string, frameworks: string[]): RuleInfo => {
  return { id, pack: "aidc-security", title: id, severity: "high", frameworks };
};
const verdict = (id: string, outcome: Outcome) => finding({ rule: id, outcome });

it("counts a rule once a framework, by its gravest outcome", () => {
  const rules = [rule("A", ["hipaa", "cisEks"]), rule("B", ["hipaa"]), rule("C", ["hipaa"]), rule("D", [])];
  const verdicts = [verdict("A", "pass"), verdict("A", "fail"), verdict("B", "undetermined"), verdict("B", "pass")];
  const none = { pass: 0, fail: 0, undetermined: 0, notApplicable: 0, excepted: 0, error: 0 };
  expect(frameworkVerdicts(rules, verdicts)).toEqual([
    { name: "CIS Amazon EKS Benchmark", version: "1.7.0", rules: 1, counts: { ...none, fail: 1 } },
    {
      name: "HIPAA Security Rule",
      version: "45 CFR Part 164 Subpart C",
      rules: 3,
      counts: { ...none, fail: 1, undetermined: 1, notApplicable: 1 },
    },
  ]);
});
