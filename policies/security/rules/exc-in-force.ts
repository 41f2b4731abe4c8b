import { exceptionsRule, faultOf, longestDays } from "../../exceptions";
import { must, satisfied, stackRule } from "../../rule";
import { stackComponents } from "../../stackFacts";

export const excInForce = stackRule({
  id: exceptionsRule,
  name: "exc-in-force",
  title: "Every exception says why, who answers for it and until when, and is in force",
  severity: "medium",
  rationale:
    "An exception that never ends is a rule switched off, and one that ended without a word leaves its owner believing in it.",
  remediation: `Mend what the exception is for and remove it, or renew it for at most ${longestDays} days under \`exceptions\` in the stack file. \`aidc check\` also names those that no finding needs.`,
  controls: { nist80053: ["CA-5", "RA-7"], soc2: ["CC3.2", "CC4.2"] },
  check: (graph, { facts: { exceptions, today } }) => {
    const [region] = graph.ofType(...stackComponents);
    const declared = region?.at("exceptions").elements ?? [];
    const faulty = exceptions.flatMap((exception, index) => {
      const fault = faultOf(exception, today);
      if (fault === undefined) return [];
      return must("no", `the exception from ${exception.rule || "no rule"} ${fault}`, declared[index], region);
    });
    return faulty.length > 0 ? faulty : [satisfied];
  },
});
