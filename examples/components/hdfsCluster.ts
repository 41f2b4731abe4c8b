import { findInstanceType } from "aidc/catalog/instanceTypes";
import { designHdfs } from "aidc/components/storage/hdfs/design";
import { HdfsCluster } from "aidc/components/storage/hdfs/hdfsCluster";
import { kubernetes, kubernetesVersion } from "./existing";

const hdfs = {
  name: "lake",
  pool: "data",
  image: `registry.example.com/hadoop@sha256:${"0".repeat(64)}`,
  dataNodes: 4,
};
const type = findInstanceType("i4i.4xlarge");
if (!type) throw new Error("The catalogue has no i4i.4xlarge.");
const subnets = { "use1-az4": "10.16.96.0/20", "use1-az6": "10.16.160.0/20" };

export const lake = new HdfsCluster("lake", {
  hdfs,
  design: designHdfs(hdfs, { nodes: 4 }, type, subnets),
  vpcCidr: "10.16.0.0/16",
  kubernetesVersion,
  kubernetes,
});
