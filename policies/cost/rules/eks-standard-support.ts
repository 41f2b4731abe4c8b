import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const eksStandardSupport = resourceRule({
  id: "EKS-06",
  name: "eks-standard-support",
  title: "Clusters do not slide into paid extended support",
  severity: "medium",
  rationale: "EKS enrols by default: past the end of standard support the control plane costs six times as much.",
  remediation:
    'Set `upgradePolicy.supportType` to "STANDARD": EKS then upgrades the cluster when standard support ends.',
  controls: { ...safeguards.supportedSoftware },
  types: [aws.cluster],
  check: (cluster) => {
    const support = cluster.at("upgradePolicy", "supportType");
    return [must(support.or("EXTENDED").is("STANDARD"), "the cluster is enrolled in extended support", support)];
  },
  remediate: (cluster) => {
    const support = cluster.at("upgradePolicy", "supportType");
    return support.isUnknown || support.text === "STANDARD" ? [] : [{ property: support, value: "STANDARD" }];
  },
});
