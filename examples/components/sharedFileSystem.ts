import { SharedFileSystem } from "aidc/components/storage/sharedFileSystem";
import { keyArn, kubernetes, nodeSecurityGroupId, subnetIds, vpcId } from "./existing";

export const homes = new SharedFileSystem("homes", {
  storageClassName: "efs-homes",
  vpcId,
  subnetIds,
  clientSecurityGroupId: nodeSecurityGroupId,
  keyArn,
  kubernetes,
});
