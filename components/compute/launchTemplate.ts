import type * as aws from "@pulumi/aws/types/input";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

export interface RootVolume {
  deviceName: string;
  sizeGiB: number;
  /** KMS key; EC2 Auto Scaling's service-linked role must be allowed to use it. */
  keyArn: pulumi.Input<string>;
  /** Default: gp3, which alone takes the two below. */
  volumeType?: string;
  /** MiB/s. Default: gp3's 125. */
  throughput?: number;
  /** Default: gp3's 3,000. */
  iops?: number;
}

export interface LaunchTemplateArgs {
  description: string;
  /** Undefined where the node group lists several types. */
  instanceType?: string;
  /** For nodes that EKS does not manage, and with it what EKS would set. */
  imageId?: string;
  iamInstanceProfile?: aws.ec2.LaunchTemplateIamInstanceProfile;
  rootVolumes: RootVolume[];
  /** Groups of the only interface; excludes `networkInterfaces`. */
  securityGroupIds?: pulumi.Input<string>[];
  networkInterfaces?: aws.ec2.LaunchTemplateNetworkInterface[];
  /** Plain text; encoded here. */
  userData: pulumi.Input<string>;
  capacityReservationSpecification?: aws.ec2.LaunchTemplateCapacityReservationSpecification;
  instanceMarketOptions?: aws.ec2.LaunchTemplateInstanceMarketOptions;
  placement?: aws.ec2.LaunchTemplatePlacement;
  /** On instances, volumes and interfaces: a provider's default tags do not reach what a template launches. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A node's launch template as AWS hardens one: IMDSv2 only and out of pods' reach, encrypted volumes, no SSH key, no
 * public address. It names no subnet, and no image but for nodes of one's own: the EKS node group owns both.
 */
export function hardenedLaunchTemplate(
  name: string,
  args: LaunchTemplateArgs,
  opts: pulumi.CustomResourceOptions,
): ec2.LaunchTemplate {
  const { rootVolumes, securityGroupIds, userData, tags, ...rest } = args;
  return new ec2.LaunchTemplate(
    `${name}-template`,
    {
      ...rest,
      vpcSecurityGroupIds: securityGroupIds,
      blockDeviceMappings: rootVolumes.map(encryptedVolume),
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // One hop ends on the node: a pod that needs AWS has a Pod Identity, and cannot take the node's role.
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      monitoring: { enabled: true },
      updateDefaultVersion: true,
      userData: encoded(userData),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: nodeTags(name, tags),
      })),
      tags,
    },
    opts,
  );
}

function encoded(userData: pulumi.Input<string>): pulumi.Input<string> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return typeof userData === "string" ? base64(userData) : pulumi.output(userData).apply(base64);
}

function encryptedVolume({ deviceName, sizeGiB, keyArn, volumeType = "gp3", throughput, iops }: RootVolume) {
  return {
    deviceName,
    ebs: {
      volumeType,
      volumeSize: sizeGiB,
      throughput,
      iops,
      encrypted: "true",
      kmsKeyId: keyArn,
      deleteOnTermination: "true",
    },
  };
}

function nodeTags(name: string, tags: LaunchTemplateArgs["tags"]): pulumi.Input<Record<string, string>> {
  return pulumi.output(tags ?? {}).apply((tags) => ({ ...tags, Name: name }));
}
