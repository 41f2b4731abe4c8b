import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";
import { findKubernetesVersion } from "../../../catalog/kubernetes";
import { daysBetween } from "../../today";

export const eksSupportedVersion = resourceRule({
  id: "EKS-05",
  name: "eks-supported-version",
  title: "Clusters run a Kubernetes version in standard support",
  severity: "high",
  rationale:
    "Past standard support a version costs six times as much, gets fewer patches, and ends in an upgrade that EKS chooses the day of.",
  remediation:
    "Upgrade `version`, one minor version at a time. `aidc catalog show kubernetes` lists versions and their last days.",
  controls: { ...safeguards.supportedSoftware, fsbp: ["EKS.2"] },
  types: [aws.cluster],
  parameters: {
    leadDays: {
      description: "Days before the end of support from which the version counts as unsupported.",
      schema: { type: "integer", minimum: 0 },
      weaker: "lower",
      default: 0,
      byEnvironment: { production: 30 },
    },
    asOf: {
      description: "The day to judge by, as 2027-01-31. Default: today.",
      schema: { type: "string", pattern: "^(\\d{4}-\\d{2}-\\d{2})?$" },
      weaker: "other",
      default: "",
    },
  },
  check: (cluster, { parameters, facts }) => {
    const version = cluster.at("version");
    if (version.isUnknown) return [must("unknown", "the version may be out of support", version)];
    // Without one EKS takes its newest: another on each creation.
    if (version.text === undefined) return [must("no", "EKS chooses the version", version)];
    const found = findKubernetesVersion(version.text);
    if (!found) return [must("no", `the catalogue has no Kubernetes ${version.text} on EKS`, version)];
    const left = daysBetween(parameters.asOf || facts.today, found.standardSupportEnds);
    const otherwise = `standard support of ${version.text} ends on ${found.standardSupportEnds}`;
    return [must(truthOf(left > parameters.leadDays), otherwise, version)];
  },
});
