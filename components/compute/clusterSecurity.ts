import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

export interface ClusterSecurityGroups {
  /** On the control plane's interfaces, besides the group that EKS makes itself. */
  controlPlane: ec2.SecurityGroup;
  /** On every node's ordinary (ENA) interface, and so on its pods'. */
  nodes: ec2.SecurityGroup;
}

export interface ClusterSecurityArgs {
  vpcId: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * The two groups of a cluster: nodes reach the API server on 443, the API server reaches kubelets and webhooks, nodes
 * reach each other and, for images and AWS APIs, the outside.
 */
export function clusterSecurityGroups(
  name: string,
  args: ClusterSecurityArgs,
  opts: pulumi.CustomResourceOptions,
): ClusterSecurityGroups {
  const group = (role: string, description: string) =>
    new ec2.SecurityGroup(`${name}-${role}`, { description, vpcId: args.vpcId, tags: args.tags }, opts);
  const controlPlane = group("control-plane", "EKS control plane interfaces");
  const nodes = group("nodes", "EKS nodes and their pods");
  const ingress = (rule: string, ruleArgs: vpc.SecurityGroupIngressRuleArgs) =>
    new vpc.SecurityGroupIngressRule(`${name}-${rule}`, { tags: args.tags, ...ruleArgs }, opts);

  ingress("api-from-nodes", {
    description: "Nodes and pods to the API server",
    securityGroupId: controlPlane.id,
    referencedSecurityGroupId: nodes.id,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
  ingress("nodes-from-api-https", {
    description: "API server to webhooks and aggregated APIs on 443",
    securityGroupId: nodes.id,
    referencedSecurityGroupId: controlPlane.id,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
  ingress("nodes-from-api", {
    description: "API server to kubelets (10250) and to webhooks on unprivileged ports",
    securityGroupId: nodes.id,
    referencedSecurityGroupId: controlPlane.id,
    ipProtocol: "tcp",
    fromPort: 1025,
    toPort: 65535,
  });
  ingress("nodes-from-nodes", {
    description: "Pod to pod; network policies narrow it",
    securityGroupId: nodes.id,
    referencedSecurityGroupId: nodes.id,
    ipProtocol: "-1",
  });
  new vpc.SecurityGroupEgressRule(
    `${name}-nodes-egress`,
    {
      description: "Images, AWS APIs and data sets",
      securityGroupId: nodes.id,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "-1",
      tags: args.tags,
    },
    opts,
  );
  return { controlPlane, nodes };
}
