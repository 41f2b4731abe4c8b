import { MetadataDatabase } from "aidc/components/storage/metadataDatabase";
import { keyArn, nodeSecurityGroupId, subnetIds, vpcId } from "./existing";

export const experiments = new MetadataDatabase("experiments", {
  aurora: { name: "experiments" },
  vpcId,
  subnetIds,
  clientSecurityGroupId: nodeSecurityGroupId,
  keyArn,
});
