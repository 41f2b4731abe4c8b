import { Karpenter } from "aidc/components/compute/karpenter/karpenter";
import { accountId, clusterName, keyArn, kubernetes, nodeRoleArn, region } from "./existing";

export const karpenter = new Karpenter("ai", {
  region,
  accountId,
  clusterName,
  nodeRoleArn,
  volumesKeyArn: keyArn,
  kubernetes,
});
