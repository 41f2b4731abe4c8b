import { isInternet, opensPort } from "../../aws/ingress";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule, satisfied } from "../../rule";
import type { GraphResource } from "../../../plan/graph";
import { allOf, anyOf, not, type Property } from "../../../plan/property";

export const netNoRemoteAccessAcl = resourceRule({
  id: "NET-07",
  name: "net-no-remote-access-acl",
  title: "No network ACL lets the internet in to SSH or RDP",
  severity: "medium",
  rationale: "The network ACL is the line that still holds when a security group is opened by mistake.",
  remediation:
    "Let remote access in from your own networks only; better, use Session Manager, which needs no open port.",
  controls: { ...safeguards.boundary, cisAws: ["6.2"], fsbp: ["EC2.21"] },
  types: [aws.networkAcl, aws.networkAclRule],
  check: (acl) => {
    const rules = rulesIn(acl);
    if (!rules) return [];
    const open = rules.map((rule) => {
      const opens = anyOf(remoteAccess.map((port) => opensPort(rule, port)));
      const toInternet = anyOf(rule.ranges.map(isInternet));
      return must(
        not(allOf([rule.allows, opens, toInternet])),
        "the internet reaches ports of remote access",
        acl.at(),
      );
    });
    return [satisfied, ...open];
  },
});

const remoteAccess = [22, 3389];

/** What the ACL lets in, or what one rule of it does; undefined for a rule on traffic out. */
function rulesIn(acl: GraphResource) {
  if (acl.type === aws.networkAclRule) {
    if (acl.at("egress").or(false).isTrue === "yes") return undefined;
    return [ruleOf(acl.at(), acl.at("ruleAction"), [acl.at("cidrBlock"), acl.at("ipv6CidrBlock")])];
  }
  return acl
    .at("ingress")
    .elements.map((rule) => ruleOf(rule, rule.at("action"), [rule.at("cidrBlock"), rule.at("ipv6CidrBlock")]));
}

function ruleOf(rule: Property, action: Property, ranges: Property[]) {
  return {
    protocol: rule.at("protocol"),
    fromPort: rule.at("fromPort"),
    toPort: rule.at("toPort"),
    ranges: ranges.filter((range) => range.isPresent),
    allows: action.is("allow"),
  };
}
