import { routesToInternet } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { not } from "../../../plan/property";

export const eksPrivateNodes = graphRule({
  id: "EKS-10",
  name: "eks-private-nodes",
  title: "Nodes live in subnets that the internet has no route to",
  severity: "high",
  rationale: "A node in a public subnet is one public address and one open port away from the internet.",
  remediation: "Give the node group private subnets: their route tables lead out by a NAT gateway, or not at all.",
  controls: { ...safeguards.boundary, cisEks: ["5.4.3"] },
  types: [aws.nodeGroup],
  check: (nodeGroup) => {
    const subnets = nodeGroup.references("subnetIds", aws.subnet);
    const property = nodeGroup.at("subnetIds");
    if (subnets.length === 0) return [must("unknown", "nodes live in a public subnet", property)];
    return subnets.map((subnet) => must(not(routesToInternet(subnet)), `${subnet.name} is a public subnet`, property));
  },
});
