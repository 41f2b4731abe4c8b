import { ContainerInsights } from "aidc/components/observability/containerInsights";
import { clusterName, keyArn, kubernetesVersion } from "./existing";

export const insights = new ContainerInsights("ai", {
  clusterName,
  kubernetesVersion,
  logsKeyArn: keyArn,
  logRetentionDays: 365,
});
