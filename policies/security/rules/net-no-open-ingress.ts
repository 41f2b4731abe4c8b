import { ingressOf, ingressTypes, isInternet, opensOnly } from "../../aws/ingress";
import { safeguards } from "../../frameworks";
import { must, resourceRule, satisfied } from "../../rule";
import { anyOf, not } from "../../../plan/property";

export const netNoOpenIngress = resourceRule({
  id: "NET-02",
  name: "net-no-open-ingress",
  title: "No security group lets the internet in",
  severity: "critical",
  rationale: "A port that is open to every address is found and tried within minutes.",
  remediation:
    "Name the networks or security groups that need the port. List ports that are meant to be public in the rule's `publicPorts`.",
  controls: { ...safeguards.boundary, cisAws: ["6.3", "6.4"], fsbp: ["EC2.13", "EC2.14", "EC2.18", "EC2.19"] },
  types: ingressTypes,
  parameters: {
    publicPorts: {
      description: "TCP or UDP ports that may be open to the internet.",
      schema: { type: "array", items: { type: "integer", minimum: 0, maximum: 65535 }, uniqueItems: true },
      weaker: "higher",
      default: [] as number[],
    },
  },
  check: (group, { parameters }) => {
    const ingress = ingressOf(group);
    if (!ingress) return [];
    const open = ingress.flatMap((rule) =>
      rule.ranges.map((range) => {
        const closed = anyOf([not(isInternet(range)), opensOnly(rule, parameters.publicPorts)]);
        return must(closed, "a port is open to the internet", range);
      }),
    );
    return [satisfied, ...open];
  },
});
