import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const logRetention = resourceRule({
  id: "LOG-01",
  name: "log-retention",
  title: "Logs are kept as long as the environment asks, and no longer",
  severity: "medium",
  rationale:
    "CloudWatch keeps logs for ever unless told otherwise. Too short loses the evidence; too long pays for what nobody reads.",
  remediation: "Set `retentionInDays` between `minDays` and `maxDays`.",
  controls: { ...safeguards.auditRetention, fsbp: ["CloudWatch.16"] },
  types: [aws.logGroup],
  parameters: {
    minDays: {
      description: "Shortest time that logs are kept, days.",
      schema: { type: "integer", minimum: 1 },
      weaker: "lower",
      default: 90,
      byEnvironment: { staging: 30, development: 7 },
      // PCI DSS 10.5.1: a year.
      underCompliance: { "pci-dss": 365, hipaa: 365, soc2: 365 },
    },
    maxDays: {
      description: "Longest time that logs are kept in CloudWatch, days.",
      schema: { type: "integer", minimum: 1 },
      weaker: "higher",
      default: 1096,
      byEnvironment: { staging: 400, development: 90 },
      underCompliance: { hipaa: 2557 },
    },
  },
  check: (group, { parameters }) => {
    const days = group.at("retentionInDays");
    if (days.isAbsent) return [must("no", "logs are kept for ever", days)];
    return [
      must(days.atLeast(parameters.minDays), `logs are kept less than ${parameters.minDays} days`, days),
      must(days.atMost(parameters.maxDays), `logs are kept more than ${parameters.maxDays} days`, days),
    ];
  },
});
