import { ManagedPrometheus } from "aidc/components/observability/prometheus/managedPrometheus";
import { accountId, clusterName, keyArn, nodeSecurityGroupId, region, subnetIds, topicArn, vpcId } from "./existing";

export const prometheus = new ManagedPrometheus("ai", {
  keyArn,
  logsKeyArn: keyArn,
  logRetentionDays: 90,
  rules: {
    gpu: `
groups:
  - name: gpu
    rules:
      - alert: GpuXid
        expr: DCGM_FI_DEV_XID_ERRORS > 0
`,
  },
  alertManager: `
alertmanager_config: |
  route: { receiver: oncall }
  receivers:
    - name: oncall
      sns_configs: [{ topic_arn: "${topicArn}" }]
`,
  scrape: {
    clusterArn: `arn:aws:eks:${region}:${accountId}:cluster/${clusterName}`,
    vpcId,
    subnetIds: Object.values(subnetIds),
    nodeSecurityGroupId,
    apiSecurityGroupId: nodeSecurityGroupId,
    configuration: `
scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{ role: pod }]
`,
  },
});
