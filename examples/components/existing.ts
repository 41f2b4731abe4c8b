// What stands already where the components come in: somebody's VPC, cluster, keys and topic, from the stack's configuration.
import { Cluster } from "@pulumi/aws/eks/cluster";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

export const region = "us-east-1";
export const accountId = "111122223333";
export const vpcId = config.require("vpcId");
/** Private subnets by zone ID. */
export const subnetIds = config.requireObject<{ "use1-az4": string; "use1-az6": string }>("subnetIds");

export const clusterName = config.require("clusterName");
export const cluster = Cluster.get(clusterName, clusterName);
export const kubernetesVersion = "1.35";
/** The cluster's provider: the current context of the kubeconfig. */
export const kubernetes = new Provider("cluster", {});
export const nodeSecurityGroupId = config.require("nodeSecurityGroupId");
export const nodeRoleName = config.require("nodeRole");
export const nodeRoleArn = `arn:aws:iam::${accountId}:role/${nodeRoleName}`;

/** A customer's KMS key, usable by the services that the components name. */
export const keyArn = config.require("keyArn");
/** The SNS topic that alarms go to. */
export const topicArn = config.require("topicArn");

const workspace = config.require("workspaceId");
/** An Amazon Managed Service for Prometheus workspace. */
export const workspaceArn = `arn:aws:aps:${region}:${accountId}:workspace/${workspace}`;
export const prometheusEndpoint = `https://aps-workspaces.${region}.amazonaws.com/workspaces/${workspace}/`;

export const transitGatewayId = config.require("transitGatewayId");
export const hostedZoneId = config.require("hostedZoneId");
