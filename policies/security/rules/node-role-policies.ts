import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const nodeRolePolicies = graphRule({
  id: "NODE-06",
  name: "node-role-policies",
  title: "The nodes' role holds what a node needs and nothing for its pods",
  severity: "medium",
  rationale:
    "Whatever the nodes' role may do, every pod that reaches the metadata service may do. Pods take roles of their own through Pod Identity.",
  remediation:
    "Attach only the policies in `allowedPolicies` to the nodes' role; give workloads a role by `aws.eks.PodIdentityAssociation`.",
  controls: { ...safeguards.leastPrivilege, cisEks: ["5.2.1"] },
  types: [aws.nodeGroup],
  parameters: {
    allowedPolicies: {
      description: "Names of AWS' managed policies that the nodes' role may hold.",
      schema: { type: "array", items: { type: "string" } },
      weaker: "higher",
      default: [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEC2ContainerRegistryPullOnly",
        "AmazonEC2ContainerRegistryReadOnly",
        "AmazonSSMManagedInstanceCore",
      ],
    },
  },
  check: (nodeGroup, _graph, { parameters }) => {
    const [role] = nodeGroup.references("nodeRoleArn", aws.role);
    if (!role) return [must("unknown", "the nodes' role may hold more than nodes need", nodeGroup.at("nodeRoleArn"))];
    const allowed = parameters.allowedPolicies.map((name) => `/${name}`);
    const inline = role.referrers(aws.rolePolicy, "role");
    return [
      must(
        truthOf(inline.length === 0 && role.at("inlinePolicies").isAbsent),
        "the nodes' role holds an inline policy",
      ),
      ...role.referrers(aws.rolePolicyAttachment, "role").map((attachment) => {
        const arn = attachment.at("policyArn");
        return must(arn.endsWith(...allowed), "the nodes' role holds a policy for something else", arn, attachment);
      }),
    ];
  },
});
