/**
 * Kinds that AWS makes no charge for by themselves. Source: the pricing page of each service (VPC, EC2, EKS, IAM, KMS,
 * S3, CloudTrail, EventBridge, Budgets), as of 2026-11: what they carry is billed where it flows or is kept.
 */
const freeTypes = new Set([
  "aws:accessanalyzer/analyzer:Analyzer", // external access findings; unused access findings are billed
  "aws:amp/alertManagerDefinition:AlertManagerDefinition",
  "aws:amp/ruleGroupNamespace:RuleGroupNamespace", // what rules query is billed at their workspace
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration",
  "aws:autoscaling/schedule:Schedule",
  "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  "aws:backup/selection:Selection",
  "aws:backup/vault:Vault", // what is kept in it is billed by its plan
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:budgets/budget:Budget", // without budget actions
  "aws:cloudtrail/trail:Trail", // the first copy of management events
  "aws:cloudwatch/eventRule:EventRule", // AWS services' own events
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/flowLog:FlowLog", // billed at its log group
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/placementGroup:PlacementGroup",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/tag:Tag",
  "aws:ec2/vpc:Vpc",
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:eks/addon:Addon",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  "aws:grafana/roleAssociation:RoleAssociation",
  "aws:kms/alias:Alias",
  "aws:route53/record:Record", // queries are billed at their hosted zone
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription", // billed at its topic
  "aws:sqs/queuePolicy:QueuePolicy",
]);

/** Whole families of free kinds: IAM, a bucket's settings, and what lives inside the cluster and is billed as its nodes. */
const freePatterns = [
  /^aws:iam\//,
  /^aws:vpc\/securityGroup/,
  /^aws:s3\/bucket[A-Z](?!etric)/,
  /^pulumi:/,
  /^kubernetes:/,
];

/** Objects in a cluster that make AWS resources which are billed. */
const billedThroughKubernetes = new Set(["kubernetes:core/v1:PersistentVolumeClaim"]);

export function isFree(type: string): boolean {
  if (billedThroughKubernetes.has(type)) return false;
  return freeTypes.has(type) || freePatterns.some((pattern) => pattern.test(type));
}
