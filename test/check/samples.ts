import type { Check, StackCheck } from "../../plan/check/check";
import { compared, identified } from "../../plan/check/findings";
import type { Finding } from "../../plan/finding";
import { shippedRules } from "../../check/judge";

export const urn = (type: string, name: string) => `urn:pulumi:us-east-1::aidc::${type}::${name}`;

export function finding(over: Partial<Finding> = {}): Finding {
  return {
    rule: "EKS-01",
    pack: "aidc-security",
    severity: "critical",
    enforcementLevel: "mandatory",
    outcome: "fail",
    message: "the API server has an endpoint on the internet",
    urn: urn("aws:eks/cluster:Cluster", "us-east-1-cluster"),
    path: "vpcConfig.endpointPublicAccess",
    remediation: "Set `vpcConfig.endpointPublicAccess` to false.",
    ...over,
  };
}

const exception = { rule: "KMS-01", reason: "Keys of the old vendor", owner: "security", expires: "2027-01-31" };

/** One of each kind of finding, beside a base that had two of them. */
export function sampleStack(over: Partial<StackCheck> = {}): StackCheck {
  const standing = finding({ rule: "S3-02", severity: "high", message: "no TLS-only policy <b>|</b> @everyone" });
  const findings = [
    finding(),
    standing,
    finding({ rule: "KMS-01", severity: "medium", outcome: "excepted", enforcementLevel: "advisory", exception }),
    finding({ rule: "IAM-01", outcome: "undetermined", enforcementLevel: "advisory", message: "perhaps too much" }),
    finding({ rule: "S3-04", severity: "low", enforcementLevel: "advisory" }),
    finding({ rule: "NODE-01", severity: "high", outcome: "error", message: "NODE-01 could not judge: \u0007 bell" }),
    finding({ rule: "NODE-02", severity: "medium", urn: undefined, path: undefined, message: "baselined" }),
  ];
  const known = identified(findings);
  const baseline = new Set(known.filter(({ rule }) => rule === "NODE-02").map(({ fingerprint }) => fingerprint));
  const base = identified([standing, finding({ rule: "NET-02", message: "open to the world" })]);
  const both = compared(known, base, baseline);
  const place = { file: "stacks/us-east-1.yaml", line: 8, column: 3 };
  return {
    stack: "us-east-1",
    file: "stacks/us-east-1.yaml",
    region: "us-east-1",
    environment: "production",
    verdict: "fail",
    resources: 3,
    difference: {
      counts: { replace: 1, create: 1 },
      changes: [
        {
          ...{
            kind: "replace",
            urn: urn("aws:rds/cluster:Cluster", "db"),
            type: "aws:rds/cluster:Cluster",
            name: "db",
          },
          ...{ stateful: true, protect: true, keys: ["masterUsername"] },
        },
        {
          ...{ kind: "create", urn: urn("aws:s3/bucket:Bucket", "raw"), type: "aws:s3/bucket:Bucket", name: "raw" },
          ...{ stateful: true, protect: false, keys: [] },
        },
      ],
    },
    ...both,
    findings: both.findings.map((one) => ({ ...one, location: place })),
    outcomes: { pass: 5, fail: 4, undetermined: 1, notApplicable: 0, excepted: 1, error: 1 },
    cost: {
      monthlyUSD: { before: 100, after: 150.5, change: 50.5 },
      maximumMonthlyUSD: { before: 100, after: 200, change: 100 },
      concerns: [{ concern: "compute", before: 100, after: 150.5, change: 50.5 }],
      budgetMonthlyUSD: 120,
      overBudget: true,
      notPriced: [{ item: "notifications", reason: "billed by notification", count: 2 }],
      usage: {
        natGatewayGBPerMonth: 1,
        endpointGBPerMonth: 1,
        bucketGB: 1,
        logsGBPerMonth: 1,
        internetEgressGBPerMonth: 1,
      },
    },
    diagnostics: [{ severity: "warning", message: "cluster.access grants nobody" }],
    ...over,
  };
}

export function sampleCheck(over: Partial<Check> = {}): Check {
  return {
    schemaVersion: 1,
    date: "2026-11-25",
    base: { ref: "origin/main", commit: "0123456789abcdef0123456789abcdef01234567", program: "same" },
    verdict: "fail",
    rules: shippedRules(),
    stacks: [sampleStack()],
    removedStacks: ["eu-west-1"],
    ...over,
  };
}
