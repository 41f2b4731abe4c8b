import { OutpostPool } from "aidc/components/edge/outpostPool";
import { cluster, keyArn, kubernetesVersion, nodeRoleName, nodeSecurityGroupId, region } from "./existing";

export const plant = new OutpostPool("plant", {
  pool: { name: "plant", instanceType: "g4dn.12xlarge", nodes: 2, zone: "use1-az4", efa: false },
  cluster,
  kubernetesVersion,
  region,
  subnetId: "subnet-0c",
  nodeRoleName,
  securityGroupIds: [nodeSecurityGroupId],
  volumesKeyArn: keyArn,
});
