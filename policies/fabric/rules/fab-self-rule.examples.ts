import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";
import type { PropertyMap } from "../../../plan/graph";

const template: ExampleResource = {
  type: aws.launchTemplate,
  name: "template",
  inputs: { networkInterfaces: [{ interfaceType: "efa", networkCardIndex: 0, securityGroups: [unknown] }] },
  references: { networkInterfaces: ["fabric"] },
};
const rule = (type: string, name: string, inputs: PropertyMap = { ipProtocol: "-1" }): ExampleResource => ({
  type,
  name,
  inputs,
  references: { securityGroupId: ["fabric"], referencedSecurityGroupId: ["fabric"] },
});
const group = { type: aws.securityGroup, name: "fabric" };
const [inbound, outbound] = [rule(aws.securityGroupIngress, "in"), rule(aws.securityGroupEgress, "out")];

export const examples: RuleExamples = {
  good: [
    { title: "From itself and to itself", resources: [group, template, inbound, outbound] },
    {
      title: "Inside the group",
      resources: [
        {
          ...group,
          inputs: { ingress: [{ protocol: "-1", self: true }], egress: [{ protocol: "-1", self: true }] },
        },
        template,
      ],
    },
  ],
  bad: [
    { title: "No way out", resources: [group, template, inbound], at: ["template"] },
    {
      title: "TCP alone",
      resources: [group, template, rule(aws.securityGroupIngress, "in", { ipProtocol: "tcp" }), outbound],
      at: ["template"],
    },
  ],
  undetermined: [
    {
      title: "A protocol named elsewhere",
      resources: [group, template, rule(aws.securityGroupIngress, "in", { ipProtocol: unknown }), outbound],
      at: ["template"],
    },
  ],
};
