import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

export interface LustreSecurityGroupArgs {
  vpcId: pulumi.Input<string>;
  /** Group of the nodes that mount the file system. */
  clientSecurityGroupId: pulumi.Input<string>;
  /** Group of the clients' EFA interfaces. Required with EFA. */
  fabricSecurityGroupId?: pulumi.Input<string>;
  efa: boolean;
}

/**
 * Lustre's ports (988, 1018-1023) between the file system's servers and its clients, both ways: servers call clients back
 * to take locks. With EFA all traffic between the two fabrics, as OS-bypass needs.
 *
 * @throws pulumi.RunError where EFA is asked without the clients' fabric.
 */
export function lustreSecurityGroup(
  name: string,
  { vpcId, clientSecurityGroupId, fabricSecurityGroupId, efa }: LustreSecurityGroupArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(`${name}-lustre`, { description: "Lustre servers", vpcId }, opts);
  const allow = (
    label: string,
    securityGroupId: pulumi.Input<string>,
    referencedSecurityGroupId: pulumi.Input<string>,
    rule: { ipProtocol: string; fromPort?: number; toPort?: number; description: string },
  ) => {
    const args = { securityGroupId, referencedSecurityGroupId, ...rule };
    new vpc.SecurityGroupIngressRule(`${name}-${label}-in`, args, opts);
    new vpc.SecurityGroupEgressRule(`${name}-${label}-out`, args, opts);
  };
  for (const { label, ...ports } of lustrePorts) {
    allow(`clients-${label}`, group.id, clientSecurityGroupId, {
      ...ports,
      ipProtocol: "tcp",
      description: "Lustre, with clients",
    });
    allow(`servers-${label}`, group.id, group.id, {
      ...ports,
      ipProtocol: "tcp",
      description: "Lustre, among servers",
    });
    new vpc.SecurityGroupIngressRule(
      `${name}-callbacks-${label}`,
      {
        securityGroupId: clientSecurityGroupId,
        referencedSecurityGroupId: group.id,
        ipProtocol: "tcp",
        ...ports,
        description: "Lustre servers to clients",
      },
      opts,
    );
  }
  if (efa) {
    if (!fabricSecurityGroupId) {
      throw new pulumi.RunError(`${name}: EFA needs the group of the clients' EFA interfaces.`);
    }
    const all = { ipProtocol: "-1", description: "Lustre over EFA" };
    allow("fabric", group.id, fabricSecurityGroupId, all);
    allow("fabric-servers", group.id, group.id, all);
    allow("fabric-clients", fabricSecurityGroupId, group.id, all);
  }
  return group;
}

const lustrePorts = [
  { label: "988", fromPort: 988, toPort: 988 },
  { label: "1018", fromPort: 1018, toPort: 1023 },
];
