import type { Drift, DriftedResource } from "../engine/deployer";
import type { CheckedFinding, Location, RuleInfo, StackCheck } from "../plan/check/check";
import { compared, identified } from "../plan/check/findings";
import type { Finding } from "../plan/finding";
import { nameOfUrn } from "../plan/render/words";

const pack = "aidc-drift";

/** Drift in the terms of `aidc check`, so that its reports tell of it. */
export const driftRules: RuleInfo[] = [
  {
    id: "DRIFT-01",
    pack,
    title: "What was deployed stands",
    severity: "high",
    rationale: "A resource that is gone serves nobody, and what depends on it fails next.",
    remediation: "`pulumi refresh` takes its loss into the state; `aidc up` makes it anew.",
    frameworks: [],
  },
  {
    id: "DRIFT-02",
    pack,
    title: "What stands is as it was deployed",
    severity: "medium",
    rationale: "A change by hand is in no review, and the next deployment undoes it.",
    remediation: "Put what is wanted into the stack file; `aidc up` undoes the rest.",
    frameworks: [],
  },
];

interface Stack {
  name: string;
  /** Relative to the project folder. */
  file: string;
  region: string;
  environment: string;
  /** Where the stack file begins. */
  location: Location;
}

/** The drift of a stack as its check. */
export function driftCheck({ name, file, region, environment, location }: Stack, drift: Drift): StackCheck {
  const types = new Map(drift.drifted.map(({ urn, type }) => [urn, type]));
  const { findings } = compared(identified(drift.drifted.flatMap(findingsOf)), undefined, new Set());
  const located = findings.map((finding): CheckedFinding => {
    const { urn = "" } = finding;
    return { ...finding, resource: { type: types.get(urn) ?? "", name: nameOfUrn(urn) }, location };
  });
  return {
    stack: name,
    file,
    region,
    environment,
    verdict: findings.length > 0 ? "fail" : "pass",
    resources: drift.resources,
    findings: located,
    fixed: [],
    outcomes: {
      ...{ fail: findings.length, undetermined: 0, notApplicable: 0, excepted: 0, error: 0 },
      pass: drift.resources - drift.drifted.length,
    },
    diagnostics: drift.errors,
  };
}

function findingsOf({ urn, kind, differences }: DriftedResource): Finding[] {
  const [gone, changed] = driftRules as [RuleInfo, RuleInfo];
  const found = ({ id, severity, remediation = "" }: RuleInfo, message: string, path?: string): Finding => ({
    ...{ rule: id, pack, severity, enforcementLevel: "mandatory", outcome: "fail", message, urn, remediation },
    ...(path !== undefined && { path }),
  });
  if (kind === "deleted") return [found(gone, "it is gone from the cloud")];
  const text = (value: unknown) => (value === undefined ? "not set" : JSON.stringify(value));
  return differences.map(({ path, deployed, cloud }) =>
    found(changed, `${path} is ${text(cloud)} in the cloud, and was deployed as ${text(deployed)}`, path),
  );
}
