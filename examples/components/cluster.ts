import { Cluster } from "aidc/components/compute/cluster";
import { keyArn, kubernetesVersion, region, subnetIds, vpcId } from "./existing";

const cluster = new Cluster("ai", {
  clusterName: "ai",
  version: kubernetesVersion,
  region,
  vpcId,
  subnetIds,
  secretsKeyArn: keyArn,
  logsKeyArn: keyArn,
  logRetentionDays: 365,
  access: [{ role: "arn:aws:iam::111122223333:role/platform", as: "cluster-admin" }],
});

export const endpoint = cluster.cluster.endpoint;
