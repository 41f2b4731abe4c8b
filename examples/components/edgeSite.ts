import { EdgeSite } from "aidc/components/edge/edgeSite";
import * as existing from "./existing";

export const boston = new EdgeSite("boston", {
  region: existing.region,
  site: {
    name: "boston",
    site: "use1-bos1-az1",
    cidr: "10.16.240.0/24",
    pool: "boston",
    models: [{ name: "digits", bucket: "models", namespace: "vision", sizeGiB: 20 }],
  },
  pool: { name: "boston", instanceType: "g4dn.2xlarge", nodes: 2, zone: "use1-bos1-az1" },
  buckets: { models: { bucket: "ai-models", arn: "arn:aws:s3:::ai-models" } },
  cluster: existing.cluster,
  kubernetesVersion: existing.kubernetesVersion,
  kubernetes: existing.kubernetes,
  vpcId: existing.vpcId,
  subnetId: "subnet-0d",
  nodeRole: { arn: existing.nodeRoleArn, name: existing.nodeRoleName },
  securityGroupIds: [existing.nodeSecurityGroupId],
  volumesKeyArn: existing.keyArn,
  storageKeyArn: existing.keyArn,
});
