import * as pulumi from "@pulumi/pulumi";
import { AcceleratorPool } from "aidc/components/compute/acceleratorPool";

const config = new pulumi.Config();

const pool = new AcceleratorPool("train", {
  pool: { name: "train", instanceType: "p5en.48xlarge", nodes: 2, zone: "use1-az6" },
  clusterName: config.require("clusterName"),
  region: "us-east-1",
  vpcId: config.require("vpcId"),
  subnetIds: { "use1-az6": config.require("subnetId") },
  nodeRoleArn: config.require("nodeRoleArn"),
  securityGroupIds: [config.require("nodeSecurityGroupId")],
  volumesKeyArn: config.require("volumesKeyArn"),
});

export const nodeGroup = pool.nodeGroup.nodeGroupName;
