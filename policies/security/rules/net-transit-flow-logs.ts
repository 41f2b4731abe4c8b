import { truthOf } from "../../../plan/property";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";

export const netTransitFlowLogs = graphRule({
  id: "NET-13",
  name: "net-transit-flow-logs",
  title: "Every transit gateway records its traffic",
  severity: "medium",
  rationale: "Flow logs are what tells, after an incident, which region or site spoke to which, and how much left.",
  remediation: "Add an `aws.ec2.FlowLog` with the `transitGatewayId`.",
  controls: { ...safeguards.auditLogs },
  types: [aws.transitGateway],
  check: (gateway) => {
    const logs = gateway.referrers(aws.flowLog, "transitGatewayId");
    return [must(truthOf(logs.length > 0), "nobody records what passes through it")];
  },
});
