import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const eksAccessEntries = resourceRule({
  id: "EKS-08",
  name: "eks-access-entries",
  title: "Cluster access is granted by access entries alone",
  severity: "medium",
  rationale:
    "The aws-auth ConfigMap can be changed from inside the cluster, unseen by CloudTrail; and whoever made the cluster stays its administrator, unlisted.",
  remediation:
    'Set `accessConfig.authenticationMode` to "API" and `bootstrapClusterCreatorAdminPermissions` to false; grant by `aws.eks.AccessEntry`.',
  controls: { ...safeguards.leastPrivilege, cisEks: ["4.1.7"] },
  types: [aws.cluster],
  check: (cluster) => {
    const mode = cluster.at("accessConfig", "authenticationMode");
    const creator = cluster.at("accessConfig", "bootstrapClusterCreatorAdminPermissions");
    return [
      must(mode.is("API"), "the aws-auth ConfigMap grants access too", mode),
      must(creator.or(true).isFalse, "whoever makes the cluster is its administrator", creator),
    ];
  },
});
