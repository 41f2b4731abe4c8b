import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const inline = (...ingress: PropertyMap[]) => [{ type: aws.securityGroup, name: "nodes", inputs: { ingress } }];
const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
const rule = (inputs: PropertyMap) => [
  { type: aws.securityGroup, name: "nodes" },
  {
    type: aws.securityGroupIngress,
    name: "nodes-in",
    inputs: { ipProtocol: "tcp", fromPort: 443, toPort: 443, ...inputs },
    references: { securityGroupId: ["nodes"] },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "From the VPC", resources: inline({ ...ssh, cidrBlocks: ["10.16.0.0/16"] }) },
    { title: "From a network that is still to be made", resources: inline({ ...ssh, securityGroups: [unknown] }) },
    {
      title: "Traffic out",
      resources: [
        {
          type: aws.securityGroupRule,
          name: "nodes-out",
          inputs: { type: "egress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
        },
      ],
    },
  ],
  bad: [
    { title: "Inside the group", resources: inline({ ...ssh, cidrBlocks: ["0.0.0.0/0"] }), at: ["nodes"] },
    {
      title: "Behind an unknown range",
      resources: inline({ ...ssh, cidrBlocks: [unknown, "0.0.0.0/0"] }),
      at: ["nodes"],
    },
    { title: "By IPv6", resources: inline({ ...ssh, ipv6CidrBlocks: ["::/0"] }), at: ["nodes"] },
    { title: "As a rule of its own", resources: rule({ cidrIpv4: "0.0.0.0/0" }), at: ["nodes-in"] },
    { title: "Half of the internet", resources: rule({ cidrIpv4: "128.0.0.0/1" }), at: ["nodes-in"] },
    {
      title: "As a rule in the older style",
      resources: [
        {
          type: aws.securityGroupRule,
          name: "nodes-in",
          inputs: { type: "ingress", protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] },
        },
      ],
      at: ["nodes-in"],
    },
  ],
  undetermined: [
    { title: "A range that another stack gives", resources: rule({ cidrIpv4: unknown }), at: ["nodes-in"] },
  ],
};
