import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { allOf, anyOf } from "../../../plan/property";

export const detGuardDuty = graphRule({
  id: "DET-01",
  name: "det-guard-duty",
  title: "GuardDuty is on, and watches the cluster's audit log",
  severity: "medium",
  severityIn: ({ compliance }) => (compliance.length > 0 ? "high" : undefined),
  rationale: "GuardDuty sees what no rule on a plan can: stolen credentials in use, mining, a pod that breaks out.",
  remediation:
    'Set the detector\'s `enable`, and add a `guardduty.DetectorFeature` "EKS_AUDIT_LOGS" with `status` "ENABLED".',
  controls: {
    nist80053: ["SI-4"],
    hipaa: ["164.308(a)(1)(ii)(D)"],
    pciDss: ["11.5.1"],
    soc2: ["CC7.2"],
    fsbp: ["GuardDuty.1", "GuardDuty.5"],
  },
  types: [aws.detector],
  check: (detector, graph) => {
    const on = detector.at("enable");
    const features = detector.referrers(aws.detectorFeature, "detectorId");
    const watches = anyOf(
      features.map((feature) => allOf([feature.at("name").is("EKS_AUDIT_LOGS"), feature.at("status").is("ENABLED")])),
    );
    const requirement = must(on.or(true).isTrue, "the detector is off", on);
    return graph.ofType(aws.cluster).length === 0
      ? [requirement]
      : [requirement, must(watches, "nothing watches the cluster's audit log")];
  },
});
