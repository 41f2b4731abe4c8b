import { aws } from "../../aws/types";
import { type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const rule = (inputs: PropertyMap) => [
  {
    type: aws.networkAclRule,
    name: "in",
    inputs: { ruleNumber: 100, ruleAction: "allow", protocol: "tcp", ...inputs },
  },
];

export const examples: RuleExamples = {
  good: [
    { title: "HTTPS", resources: rule({ fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" }) },
    { title: "SSH from inside", resources: rule({ fromPort: 22, toPort: 22, cidrBlock: "10.16.0.0/16" }) },
    { title: "SSH refused", resources: rule({ ruleAction: "deny", fromPort: 22, toPort: 22, cidrBlock: "0.0.0.0/0" }) },
  ],
  bad: [
    { title: "SSH", resources: rule({ fromPort: 22, toPort: 22, cidrBlock: "0.0.0.0/0" }), at: ["in"] },
    {
      title: "A range of ports",
      resources: rule({ fromPort: 1024, toPort: 65535, ipv6CidrBlock: "::/0" }),
      at: ["in"],
    },
    {
      title: "Everything, inside the ACL",
      resources: [
        {
          type: aws.networkAcl,
          name: "acl",
          inputs: { ingress: [{ action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: "0.0.0.0/0" }] },
        },
      ],
      at: ["acl"],
    },
  ],
  undetermined: [
    {
      title: "A range that another stack gives",
      resources: rule({ fromPort: 22, toPort: 22, cidrBlock: unknown }),
      at: ["in"],
    },
  ],
};
