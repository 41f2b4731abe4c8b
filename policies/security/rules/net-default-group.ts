import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const netDefaultGroup = graphRule({
  id: "NET-04",
  name: "net-default-group",
  title: "The VPC's default security group lets nothing in or out",
  severity: "high",
  rationale:
    "Whatever is launched without a group of its own gets the default one, in which everything reaches everything.",
  remediation: "Add an `aws.ec2.DefaultSecurityGroup` with the `vpcId`, and neither `ingress` nor `egress`.",
  controls: { ...safeguards.boundary, cisAws: ["6.5"], fsbp: ["EC2.2"] },
  types: [aws.vpc],
  check: (vpc) => {
    const [group] = vpc.referrers(aws.defaultSecurityGroup, "vpcId");
    if (!group) return [must("no", "the default security group keeps the rules that AWS gives it")];
    return ["ingress", "egress"].map((direction) => {
      const rules = group.at(direction);
      return must(
        rules.isUnknown ? "unknown" : truthOf(rules.elements.length === 0),
        "the default group has rules",
        rules,
        group,
      );
    });
  },
});
