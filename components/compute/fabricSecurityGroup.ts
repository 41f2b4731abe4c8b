import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

export interface FabricSecurityGroupArgs {
  vpcId: pulumi.Input<string>;
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** EFA's own group: it takes all traffic from and to itself, as EFA's OS-bypass needs, and none from elsewhere. */
export function fabricSecurityGroup(
  name: string,
  args: FabricSecurityGroupArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(
    `${name}-fabric`,
    { description: "EFA interfaces: all traffic among themselves", vpcId: args.vpcId, tags: args.tags },
    opts,
  );
  const itself = {
    securityGroupId: group.id,
    referencedSecurityGroupId: group.id,
    ipProtocol: "-1",
    tags: args.tags,
  };
  new vpc.SecurityGroupIngressRule(`${name}-fabric-in`, { ...itself, description: "From the fabric" }, opts);
  new vpc.SecurityGroupEgressRule(`${name}-fabric-out`, { ...itself, description: "To the fabric" }, opts);
  return group;
}
