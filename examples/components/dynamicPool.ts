import { DynamicPool } from "aidc/components/compute/karpenter/dynamicPool";
import { keyArn, kubernetes, nodeRoleName, nodeSecurityGroupId, region, subnetIds, vpcId } from "./existing";
import { karpenter } from "./karpenter";

export const burst = new DynamicPool(
  "burst",
  {
    pool: {
      name: "burst",
      instanceTypes: ["g6e.12xlarge", "g6e.24xlarge"],
      maxAccelerators: 32,
      capacity: ["spot", "on-demand"],
    },
    region,
    vpcId,
    subnetIds,
    nodeRoleName,
    securityGroupIds: [nodeSecurityGroupId],
    volumesKeyArn: keyArn,
    kubernetes,
  },
  { dependsOn: [karpenter] },
);
