import { AcceleratorPool } from "aidc/components/compute/acceleratorPool";
import { clusterName, keyArn, nodeRoleArn, nodeSecurityGroupId, region, subnetIds, vpcId } from "./existing";

const train = new AcceleratorPool("train", {
  pool: { name: "train", instanceType: "p5en.48xlarge", nodes: 4, zone: "use1-az6" },
  clusterName,
  region,
  vpcId,
  subnetIds,
  nodeRoleArn,
  securityGroupIds: [nodeSecurityGroupId],
  volumesKeyArn: keyArn,
});

export const nodeGroup = train.nodeGroup.nodeGroupName;
