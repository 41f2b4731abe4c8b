import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn as arnIn, iamArn } from "../../security/account";

export interface ControllerPolicyArgs {
  clusterName: pulumi.Input<string>;
  account: Account;
  /** What nodes may do by themselves: the controller may pass this role to EC2, and no other. */
  nodeRoleArn: pulumi.Input<string>;
  queueArn: pulumi.Input<string>;
}

/**
 * What Karpenter's controller may do: launch, tag and end instances that carry its cluster's tag, hand them the nodes' role,
 * read what there is to launch, and take interruption notices.
 *
 * Source: Karpenter 1.14, "Getting started", cloudformation.yaml, and "CloudFormation" reference, read 2026-11-25.
 */
export function controllerPolicies(args: ControllerPolicyArgs): Record<string, iam.PolicyStatement[]> {
  return {
    nodes: nodeLifecycle(args),
    profiles: instanceProfiles(args),
    discovery: discovery(args),
  };
}

const made = ["fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request"];
const given = ["security-group", "subnet", "capacity-reservation", "placement-group"];

/** The tag by which Karpenter knows its own, as a condition key of the request or of the resource. */
function owned(scope: "RequestTag" | "ResourceTag", { clusterName }: ControllerPolicyArgs) {
  return pulumi.output(clusterName).apply((name) => ({ [`aws:${scope}/kubernetes.io/cluster/${name}`]: "owned" }));
}

function withCluster(scope: "RequestTag", args: ControllerPolicyArgs) {
  return pulumi
    .all([owned(scope, args), args.clusterName])
    .apply(([tag, name]) => ({ ...tag, [`aws:${scope}/eks:eks-cluster-name`]: name }));
}

function nodeLifecycle(args: ControllerPolicyArgs): iam.PolicyStatement[] {
  const { partition, region } = args.account;
  const arn = (kind: string, account = "*") => `arn:${partition}:ec2:${region}:${account}:${kind}/*`;
  const ofPool = (scope: "RequestTag" | "ResourceTag") => ({ [`aws:${scope}/karpenter.sh/nodepool`]: "*" });
  return [
    {
      Sid: "LaunchInto",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: [arn("image", ""), arn("snapshot", ""), ...given.map((kind) => arn(kind))],
    },
    {
      Sid: "LaunchFromOwnTemplates",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: arn("launch-template"),
      Condition: { StringEquals: owned("ResourceTag", args), StringLike: ofPool("ResourceTag") },
    },
    {
      Sid: "LaunchTagged",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      Resource: made.map((kind) => arn(kind)),
      Condition: { StringEquals: withCluster("RequestTag", args), StringLike: ofPool("RequestTag") },
    },
    {
      Sid: "TagAtLaunch",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: made.map((kind) => arn(kind)),
      Condition: {
        StringEquals: pulumi.output(withCluster("RequestTag", args)).apply((tags) => ({
          ...tags,
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        })),
        StringLike: ofPool("RequestTag"),
      },
    },
    {
      Sid: "TagOwnInstances",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: arn("instance"),
      Condition: {
        StringEquals: owned("ResourceTag", args),
        StringLike: ofPool("ResourceTag"),
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    },
    {
      Sid: "EndOwn",
      Effect: "Allow",
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Resource: [arn("instance"), arn("launch-template")],
      Condition: { StringEquals: owned("ResourceTag", args), StringLike: ofPool("ResourceTag") },
    },
  ];
}

/** The instance profile that carries the nodes' role is Karpenter's own to make. */
function instanceProfiles(args: ControllerPolicyArgs): iam.PolicyStatement[] {
  const { region } = args.account;
  const Resource = iamArn(args.account, "instance-profile/*");
  const scoped = (scope: "RequestTag" | "ResourceTag") => ({
    StringEquals: pulumi
      .output(owned(scope, args))
      .apply((tag) => ({ ...tag, [`aws:${scope}/topology.kubernetes.io/region`]: region })),
    StringLike: { [`aws:${scope}/karpenter.k8s.aws/ec2nodeclass`]: "*" },
  });
  return [
    {
      Sid: "PassNodeRole",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: args.nodeRoleArn,
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
    {
      Sid: "MakeProfiles",
      Effect: "Allow",
      Action: ["iam:CreateInstanceProfile", "iam:TagInstanceProfile"],
      Resource,
      Condition: scoped("RequestTag"),
    },
    {
      Sid: "ChangeOwnProfiles",
      Effect: "Allow",
      Action: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      Resource,
      Condition: scoped("ResourceTag"),
    },
    { Sid: "ReadProfiles", Effect: "Allow", Action: "iam:GetInstanceProfile", Resource },
  ];
}

function discovery({ account, clusterName, queueArn }: ControllerPolicyArgs): iam.PolicyStatement[] {
  const { partition, region } = account;
  const describe = [
    ["CapacityReservations", "Images", "Instances", "InstanceStatus", "InstanceTypeOfferings", "InstanceTypes"],
    ["LaunchTemplates", "PlacementGroups", "SecurityGroups", "SpotPriceHistory", "Subnets"],
  ].flat();
  return [
    {
      Sid: "DescribeRegion",
      Effect: "Allow",
      Action: describe.map((what) => `ec2:Describe${what}`),
      // EC2's Describe actions take no resource.
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "ReadImageIds",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: `arn:${partition}:ssm:${region}::parameter/aws/service/*`,
    },
    // Neither takes a resource.
    { Sid: "ReadPrices", Effect: "Allow", Action: ["pricing:GetProducts", "iam:ListInstanceProfiles"], Resource: "*" },
    {
      Sid: "FindCluster",
      Effect: "Allow",
      Action: "eks:DescribeCluster",
      Resource: pulumi.output(clusterName).apply((name) => arnIn(account, "eks", `cluster/${name}`)),
    },
    {
      Sid: "TakeInterruptions",
      Effect: "Allow",
      Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      Resource: queueArn,
    },
  ];
}
