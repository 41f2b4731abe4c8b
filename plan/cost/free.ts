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
  "aws:backup/plan:Plan", // what it keeps is billed at its vault
  "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  "aws:backup/selection:Selection",
  "aws:backup/vault:Vault", // what is kept in it is billed by its plan
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "aws:budgets/budget:Budget", // without budget actions
  "aws:cloudtrail/trail:Trail", // the first copy of management events
  "aws:cloudwatch/eventRule:EventRule", // AWS services' own events
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:datasync/agent:Agent", // what is copied is billed at its task
  "aws:datasync/locationHdfs:LocationHdfs",
  "aws:datasync/locationObjectStorage:LocationObjectStorage",
  "aws:datasync/nfsLocation:NfsLocation",
  "aws:datasync/s3Location:S3Location",
  "aws:directconnect/gateway:Gateway", // ports and attachments are billed
  "aws:ec2/customerGateway:CustomerGateway",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/managedPrefixList:ManagedPrefixList",
  "aws:ec2/placementGroup:PlacementGroup",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/tag:Tag",
  "aws:ec2transitgateway/route:Route",
  "aws:ec2transitgateway/routeTable:RouteTable",
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  "aws:ec2transitgateway/transitGateway:TransitGateway", // its attachments are billed
  "aws:efs/backupPolicy:BackupPolicy", // backups are billed at their vault
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
  "aws:efs/mountTarget:MountTarget",
  "aws:eks/accessEntry:AccessEntry",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:eks/podIdentityAssociation:PodIdentityAssociation",
  "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation", // S3 bills its requests
  "aws:grafana/roleAssociation:RoleAssociation",
  "aws:kms/alias:Alias",
  "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
  "aws:networkmanager/globalNetwork:GlobalNetwork",
  "aws:ram/principalAssociation:PrincipalAssociation",
  "aws:ram/resourceAssociation:ResourceAssociation",
  "aws:ram/resourceShare:ResourceShare",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:route53/record:Record", // queries are billed at their hosted zone
  "aws:route53/resolverRule:ResolverRule", // its endpoint is billed
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation",
  "aws:route53/zoneAssociation:ZoneAssociation",
  "aws:s3/accessPoint:AccessPoint",
  "aws:secretsmanager/secretRotation:SecretRotation", // its function is billed
  "aws:secretsmanager/secretVersion:SecretVersion",
  "aws:scheduler/schedule:Schedule", // 14 million invocations a month are free: 300 schedules of every minute
  "aws:scheduler/scheduleGroup:ScheduleGroup",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topicSubscription:TopicSubscription", // billed at its topic
  "aws:sqs/queuePolicy:QueuePolicy",
]);

/** Whole families of free kinds: IAM, a bucket's settings. */
const freePatterns = [
  /^aws:iam\//,
  /^aws:vpc\/securityGroup/,
  /^aws:s3\/bucket[A-Z](?!etric|eplicationConfig)/,
  /^pulumi:/,
];

/**
 * Kubernetes' own API groups, and those of the operators we install, whose objects run on nodes that are billed as such. Kinds of
 * other groups may make AWS resources, and the kinds of these that do have their pricer (`kubernetes.ts`).
 */
const freeGroups = new Set([
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apps",
  "autoscaling",
  "batch",
  "core",
  "helm.sh",
  "jobset.x-k8s.io",
  "karpenter.k8s.aws",
  "keda.sh",
  "kueue.x-k8s.io",
  "leaderworkerset.x-k8s.io",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
  "trainer.kubeflow.org",
]);

export function isFree(type: string): boolean {
  const [, group] = /^kubernetes:([^/]+)\//.exec(type) ?? [];
  if (group !== undefined) return freeGroups.has(group);
  return freeTypes.has(type) || freePatterns.some((pattern) => pattern.test(type));
}
