import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";

export const eksLogGroup = graphRule({
  id: "EKS-12",
  name: "eks-log-group",
  title: "The control plane's log group is the stack's own, encrypted and with an end",
  severity: "medium",
  rationale:
    "Where the stack makes no log group EKS makes one: unencrypted by a key of yours, kept forever, and left behind when the cluster goes.",
  remediation:
    "Make an `aws.cloudwatch.LogGroup` named `/aws/eks/<cluster>/cluster` with `retentionInDays` and `kmsKeyId`, before the cluster.",
  controls: { ...safeguards.auditProtection },
  types: [aws.cluster],
  check: (cluster, graph) => {
    const name = cluster.at("name");
    if (name.isUnknown || name.isAbsent) return [must("unknown", "EKS makes the log group by itself", name)];
    const group = graph.ofType(aws.logGroup).find((one) => one.at("name").text === `/aws/eks/${name.text}/cluster`);
    if (!group) return [must("no", "EKS makes the log group by itself", name)];
    const [days, key] = [group.at("retentionInDays"), group.at("kmsKeyId")];
    return [
      must(days.atLeast(1), "the log group keeps events forever", days, group),
      must(truthOf(key.isPresent), "the log group names no KMS key", key, group),
    ];
  },
});
