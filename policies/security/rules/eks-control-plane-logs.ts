import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const eksControlPlaneLogs = resourceRule({
  id: "EKS-04",
  name: "eks-control-plane-logs",
  title: "The control plane writes its logs",
  severity: "medium",
  rationale:
    "EKS writes none by default. Without audit and authenticator logs nobody can tell who did what in the cluster.",
  remediation: "List the missing types in `enabledClusterLogTypes`.",
  controls: { ...safeguards.auditLogs, cisEks: ["2.1.1"], fsbp: ["EKS.8"] },
  types: [aws.cluster],
  parameters: {
    types: {
      description: "Log types that every cluster must write.",
      schema: { type: "array", items: { enum: ["api", "audit", "authenticator", "controllerManager", "scheduler"] } },
      weaker: "lower",
      default: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    },
  },
  check: (cluster, { parameters }) => {
    const enabled = cluster.at("enabledClusterLogTypes");
    return parameters.types.map((type) => must(enabled.includes(type), `no ${type} log is written`, enabled));
  },
});
