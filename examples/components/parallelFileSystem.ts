import { ParallelFileSystem } from "aidc/components/storage/parallelFileSystem";
import { keyArn, nodeSecurityGroupId, subnetIds, vpcId } from "./existing";
import { curated } from "./privateBucket";

export const scratch = new ParallelFileSystem("scratch", {
  lustre: {
    name: "scratch",
    sizeGiB: 4800,
    throughputMBpsPerTiB: 500,
    links: [{ bucket: "curated", path: "/curated" }],
  },
  vpcId,
  subnetId: subnetIds["use1-az6"],
  clientSecurityGroupId: nodeSecurityGroupId,
  bucketNames: { curated: curated.bucket.bucket },
  keyArn,
  logsKeyArn: keyArn,
});
