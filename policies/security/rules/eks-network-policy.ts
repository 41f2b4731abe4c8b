import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import type { PropertyValue } from "../../../plan/graph";

export const eksNetworkPolicy = graphRule({
  id: "EKS-11",
  name: "eks-network-policy",
  title: "The cluster enforces network policies",
  severity: "medium",
  rationale:
    "Kubernetes takes a NetworkPolicy from anybody and ignores it where nothing enforces it: pods then reach each other freely.",
  remediation:
    'Run the vpc-cni add-on with `configurationValues` of `{"enableNetworkPolicy": "true"}`, or another network plug-in that enforces them.',
  controls: { ...safeguards.boundary, cisEks: ["4.3.1", "5.4.4"] },
  types: [aws.cluster],
  check: (cluster) => {
    const addons = cluster
      .referrers(aws.addon, "clusterName")
      .filter((addon) => addon.at("addonName").text === "vpc-cni");
    const [addon] = addons;
    if (!addon) return [must("no", "no add-on enforces network policies")];
    const values = addon.at("configurationValues");
    return [must(values.satisfies(enforces), "the vpc-cni add-on does not enforce network policies", values)];
  },
});

/** The add-on takes JSON or YAML. */
const enforces = (values: PropertyValue) =>
  typeof values === "string" && /["']?enableNetworkPolicy["']?\s*:\s*["']?true\b/.test(values);
