import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import { allOf, anyOf, type Truth } from "../../../plan/property";

export const fabSelfRule = graphRule({
  id: "FAB-03",
  name: "fab-self-rule",
  title: "EFA's security group lets its members reach each other by every protocol",
  severity: "high",
  rationale:
    "EFA bypasses the kernel only inside a group that allows all traffic to and from itself; without it collectives time out.",
  remediation:
    'Add a `vpc.SecurityGroupIngressRule` and a `vpc.SecurityGroupEgressRule` with `ipProtocol` "-1" whose `referencedSecurityGroupId` is the group itself.',
  controls: {},
  types: [aws.launchTemplate],
  check: (template) => {
    const interfaces = template.at("networkInterfaces");
    if (interfaces.some((each) => each.at("interfaceType").is("efa", "efa-only")) !== "yes") return [];
    const groups = template.references("networkInterfaces", aws.securityGroup);
    if (groups.length === 0)
      return [must("unknown", "EFA's group does not let its members reach each other", interfaces)];
    return (["ingress", "egress"] as const).map((direction) =>
      must(
        anyOf(groups.map((group) => reachesItself(group, direction))),
        `no group of the EFA interfaces allows all ${direction === "ingress" ? "traffic from" : "traffic to"} itself`,
        interfaces,
      ),
    );
  },
});

function reachesItself(group: GraphResource, direction: "ingress" | "egress"): Truth {
  const inline = group
    .at(direction)
    .some((rule) => allOf([rule.at("protocol").is("-1", "all"), rule.at("self").or(false).isTrue]));
  const older = group
    .referrers(aws.securityGroupRule, "securityGroupId")
    .map((rule) =>
      allOf([rule.at("type").is(direction), rule.at("protocol").is("-1", "all"), rule.at("self").or(false).isTrue]),
    );
  const type = direction === "ingress" ? aws.securityGroupIngress : aws.securityGroupEgress;
  const own = group
    .referrers(type, "securityGroupId")
    .map((rule) => allOf([rule.at("ipProtocol").is("-1"), group.isReferenced(rule, "referencedSecurityGroupId")]));
  return anyOf([inline, ...older, ...own]);
}
