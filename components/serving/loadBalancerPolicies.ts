import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { type Account, arn as arnIn } from "../security/account";

export interface LoadBalancerPolicyArgs {
  clusterName: pulumi.Input<string>;
  account: Account;
}

/**
 * What the AWS Load Balancer Controller may do: make load balancers and security groups that carry its cluster's tag, change
 * those alone, and register pods.
 *
 * Source: AWS Load Balancer Controller 3.5.0, docs/install/iam_policy.json, read 2026-11-25; narrower by the account, the
 * region and the tag's value, and without Cognito, Shield and WAF Classic.
 */
export function loadBalancerPolicies(args: LoadBalancerPolicyArgs): Record<string, iam.PolicyStatement[]> {
  return {
    discovery: discovery(args),
    "security-groups": securityGroups(args),
    "load-balancers": loadBalancers(args),
    protection: protection(args),
  };
}

/** The tag by which the controller knows its own, as a condition key of the request or of the resource. */
function owned(scope: "RequestTag" | "ResourceTag", { clusterName }: LoadBalancerPolicyArgs) {
  return { StringEquals: { [`aws:${scope}/elbv2.k8s.aws/cluster`]: clusterName } };
}

function discovery({ account }: LoadBalancerPolicyArgs): iam.PolicyStatement[] {
  const ec2 = [
    "AccountAttributes",
    "Addresses",
    "AvailabilityZones",
    "Instances",
    "InternetGateways",
    "NetworkInterfaces",
    "RouteTables",
    "SecurityGroups",
    "Subnets",
    "Tags",
    "VpcPeeringConnections",
    "Vpcs",
  ];
  const elb = [
    "CapacityReservation",
    "ListenerAttributes",
    "ListenerCertificates",
    "Listeners",
    "LoadBalancerAttributes",
    "LoadBalancers",
    "Rules",
    "SSLPolicies",
    "Tags",
    "TargetGroupAttributes",
    "TargetGroups",
    "TargetHealth",
    "TrustStores",
  ];
  return [
    {
      Sid: "Discover",
      Effect: "Allow",
      Action: [
        ...ec2.map((what) => `ec2:Describe${what}`),
        "ec2:GetSecurityGroupsForVpc",
        ...elb.map((what) => `elasticloadbalancing:Describe${what}`),
        "acm:ListCertificates",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": account.region } },
    },
    {
      Sid: "ReadCertificates",
      Effect: "Allow",
      Action: "acm:DescribeCertificate",
      Resource: arnIn(account, "acm", "certificate/*"),
    },
  ];
}

/** Its own groups, and the way from them into the nodes' group, which others own. */
function securityGroups(args: LoadBalancerPolicyArgs): iam.PolicyStatement[] {
  const groups = arnIn(args.account, "ec2", "security-group/*");
  return [
    {
      Sid: "LetIn",
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      Resource: groups,
    },
    {
      Sid: "MakeGroups",
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: [groups, arnIn(args.account, "ec2", "vpc/*")],
    },
    {
      Sid: "TagMadeGroups",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: groups,
      Condition: {
        StringEquals: { ...owned("RequestTag", args).StringEquals, "ec2:CreateAction": "CreateSecurityGroup" },
      },
    },
    {
      Sid: "ChangeOwnGroups",
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags", "ec2:DeleteSecurityGroup"],
      Resource: groups,
      Condition: owned("ResourceTag", args),
    },
  ];
}

function loadBalancers(args: LoadBalancerPolicyArgs): iam.PolicyStatement[] {
  const arn = (resource: string) => arnIn(args.account, "elasticloadbalancing", resource);
  const balancers = [arn("loadbalancer/app/*/*"), arn("loadbalancer/net/*/*")];
  const groups = arn("targetgroup/*/*");
  const listeners = ["listener", "listener-rule"].flatMap((kind) => [arn(`${kind}/app/*`), arn(`${kind}/net/*`)]);
  const may = (verbs: string[]) => verbs.map((verb) => `elasticloadbalancing:${verb}`);
  return [
    {
      Sid: "Make",
      Effect: "Allow",
      Action: may(["CreateLoadBalancer", "CreateTargetGroup"]),
      Resource: [...balancers, groups],
      Condition: owned("RequestTag", args),
    },
    {
      Sid: "TagMade",
      Effect: "Allow",
      Action: may(["AddTags"]),
      Resource: [...balancers, groups],
      Condition: {
        StringEquals: {
          ...owned("RequestTag", args).StringEquals,
          "elasticloadbalancing:CreateAction": ["CreateLoadBalancer", "CreateTargetGroup"],
        },
      },
    },
    {
      Sid: "ChangeOwn",
      Effect: "Allow",
      Action: may([
        "AddTags",
        "RemoveTags",
        "ModifyLoadBalancerAttributes",
        "ModifyCapacityReservation",
        "SetIpAddressType",
        "SetSecurityGroups",
        "SetSubnets",
        "DeleteLoadBalancer",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "DeleteTargetGroup",
      ]),
      Resource: [...balancers, groups],
      Condition: owned("ResourceTag", args),
    },
    {
      // A listener has its load balancer's tags, but requests for one carry none.
      Sid: "Listen",
      Effect: "Allow",
      Action: may([
        "AddTags",
        "RemoveTags",
        "CreateListener",
        "DeleteListener",
        "ModifyListener",
        "ModifyListenerAttributes",
        "AddListenerCertificates",
        "RemoveListenerCertificates",
        "CreateRule",
        "DeleteRule",
        "ModifyRule",
        "SetRulePriorities",
      ]),
      Resource: [...balancers, ...listeners],
    },
    {
      Sid: "RegisterPods",
      Effect: "Allow",
      Action: may(["RegisterTargets", "DeregisterTargets"]),
      Resource: groups,
    },
  ];
}

/** The web ACL that an entry names, and the role that Elastic Load Balancing itself needs once an account. */
function protection({ account }: LoadBalancerPolicyArgs): iam.PolicyStatement[] {
  const balancers = arnIn(account, "elasticloadbalancing", "loadbalancer/app/*/*");
  return [
    {
      Sid: "WebAcl",
      Effect: "Allow",
      Action: [
        "wafv2:GetWebACL",
        "wafv2:GetWebACLForResource",
        "wafv2:AssociateWebACL",
        "wafv2:DisassociateWebACL",
        "elasticloadbalancing:SetWebAcl",
      ],
      Resource: [arnIn(account, "wafv2", "regional/webacl/*/*"), balancers],
    },
    {
      Sid: "ServiceLinkedRole",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: pulumi.interpolate`arn:${account.partition}:iam::${account.id}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*`,
      Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
  ];
}
