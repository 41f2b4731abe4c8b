import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const netFlowLogs = graphRule({
  id: "NET-01",
  name: "net-flow-logs",
  title: "Every VPC records its traffic",
  severity: "medium",
  rationale: "Flow logs are what tells, after an incident, which address spoke to which, and how much left.",
  remediation: 'Add an `aws.ec2.FlowLog` with the `vpcId` and `trafficType` "ALL" or "REJECT".',
  controls: { ...safeguards.auditLogs, cisAws: ["4.7"], fsbp: ["EC2.6"] },
  types: [aws.vpc],
  check: (vpc) => {
    const [log] = vpc.referrers(aws.flowLog, "vpcId");
    if (!log) return [must("no", "nobody records the VPC's traffic")];
    const kind = log.at("trafficType");
    return [must(kind.or("ALL").is("ALL", "REJECT"), "the flow log leaves out what was refused", kind, log)];
  },
});
