import { SystemPool } from "aidc/components/compute/systemPool";
import { clusterName, keyArn, nodeRoleArn, nodeSecurityGroupId, subnetIds } from "./existing";

export const system = new SystemPool("ai", {
  clusterName,
  nodeRoleArn,
  securityGroupIds: [nodeSecurityGroupId],
  subnetIds,
  instanceType: "m7i.xlarge",
  nodes: { min: 2, max: 4 },
  volumesKeyArn: keyArn,
});
