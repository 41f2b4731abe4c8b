import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import type { PropertyValue } from "../../../plan/graph";
import { not } from "../../../plan/property";

export const eksClusterAdmins = resourceRule({
  id: "EKS-09",
  name: "eks-cluster-admins",
  title: "Nobody administers the cluster as the root user or a Kubernetes superuser group",
  severity: "high",
  rationale:
    "An access entry for the account's root, or for the group system:masters, gives all power to whom nothing can limit or tell apart.",
  remediation:
    "Grant a role for administrators the policy AmazonEKSClusterAdminPolicy, and nobody the group system:masters.",
  controls: { ...safeguards.leastPrivilege, cisEks: ["4.1.1"] },
  types: [aws.accessEntry, aws.accessPolicyAssociation],
  check: (entry) => {
    const principal = entry.at("principalArn");
    const groups = entry.at("kubernetesGroups");
    return [
      must(not(principal.satisfies(isRoot)), "the account's root user has access", principal),
      must(not(groups.includes("system:masters")), "the entry is in system:masters", groups),
    ];
  },
});

const isRoot = (principal: PropertyValue) => typeof principal === "string" && principal.endsWith(":root");
