import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";

export const eksPrivateEndpoint = resourceRule({
  id: "EKS-01",
  name: "eks-private-endpoint",
  title: "The Kubernetes API server is reached from inside the VPC alone",
  severity: "critical",
  rationale:
    "EKS opens the API server to the internet by default. Whoever holds a leaked credential, or finds a flaw in the server, then needs no way into the network.",
  remediation:
    "Set `vpcConfig.endpointPublicAccess` to false and `vpcConfig.endpointPrivateAccess` to true. Reach the server through a VPN, Direct Connect or AWS Systems Manager.",
  controls: { ...safeguards.boundary, cisEks: ["5.4.2"], fsbp: ["EKS.1"] },
  types: [aws.cluster],
  check: (cluster) => {
    const isPublic = cluster.at("vpcConfig", "endpointPublicAccess");
    const isPrivate = cluster.at("vpcConfig", "endpointPrivateAccess");
    return [
      must(isPublic.or(true).isFalse, "the API server has an endpoint on the internet", isPublic),
      must(isPrivate.or(false).isTrue, "the API server has no endpoint in the VPC", isPrivate),
    ];
  },
});
