import { type GraphResource, ResourceGraph, type ResourceNode } from "../plan/graph";

/** What a stack takes of which there is one for all, and what it leans on that is not its own. */
export interface Claims {
  stack: string;
  kind: string;
  /** Unless both stacks name another one, they are taken to be of one account. */
  account?: string;
  /** In words, as `access point us-east-1-data-raw-research in us-east-1`. */
  names: string[];
  /** Stacks whose outputs it reads. */
  references: string[];
}

/** What two stacks, which nothing should join but a Backbone, have in common: one of them is not deployed, or fails with the other. */
export interface Shared {
  what: string;
  stacks: string[];
}

interface Unique {
  what: string;
  /** The property of its name; absent where there is one alone. */
  property?: string;
  everywhere?: boolean;
}

const unique = (what: string, property = "name"): Unique => ({ what, property });

/**
 * What an account has once: in a region, or `everywhere`. Others are named within a resource of the stack, by an id, or by Pulumi,
 * unlike any other. Source: Service Authorization Reference, where a resource's ARN holds its name, and the region or none; API
 * Reference (CreateAnalyzer, CreateDetector, CreateLaunchTemplate, CreateRestoreTestingPlan, CreateSecret,
 * PutReplicationConfiguration), where it holds an id or there is one alone. Both read 2026-11-26.
 */
const uniqueNames: Record<string, Unique> = {
  "aws:accessanalyzer/analyzer:Analyzer": unique("access analyzer of type", "type"),
  "aws:autoscaling/group:Group": unique("Auto Scaling group"),
  "aws:backup/restoreTestingPlan:RestoreTestingPlan": unique("restore testing plan"),
  "aws:backup/vault:Vault": unique("backup vault"),
  "aws:budgets/budget:Budget": { ...unique("budget"), everywhere: true },
  "aws:cloudtrail/trail:Trail": unique("trail"),
  "aws:cloudwatch/dashboard:Dashboard": { ...unique("dashboard", "dashboardName"), everywhere: true },
  "aws:cloudwatch/eventRule:EventRule": unique("event rule"),
  "aws:cloudwatch/logGroup:LogGroup": unique("log group"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": unique("alarm"),
  "aws:dynamodb/table:Table": unique("table"),
  "aws:ec2/launchTemplate:LaunchTemplate": unique("launch template"),
  "aws:ec2/placementGroup:PlacementGroup": unique("placement group"),
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": { what: "the registry's replication" },
  "aws:ecr/repository:Repository": unique("repository"),
  "aws:eks/cluster:Cluster": unique("cluster"),
  "aws:guardduty/detector:Detector": { what: "GuardDuty's detector" },
  "aws:iam/instanceProfile:InstanceProfile": { ...unique("instance profile"), everywhere: true },
  "aws:iam/policy:Policy": { ...unique("policy"), everywhere: true },
  "aws:iam/role:Role": { ...unique("role"), everywhere: true },
  "aws:kms/alias:Alias": unique("key"),
  "aws:rds/cluster:Cluster": unique("database cluster", "clusterIdentifier"),
  "aws:rds/clusterInstance:ClusterInstance": unique("database instance", "identifier"),
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": unique("database parameter group"),
  "aws:rds/globalCluster:GlobalCluster": { ...unique("global database", "globalClusterIdentifier"), everywhere: true },
  "aws:rds/subnetGroup:SubnetGroup": unique("database subnet group"),
  "aws:s3/accessPoint:AccessPoint": unique("access point"),
  "aws:s3/bucket:Bucket": { ...unique("bucket", "bucket"), everywhere: true },
  "aws:s3/directoryBucket:DirectoryBucket": unique("directory bucket", "bucket"),
  "aws:scheduler/scheduleGroup:ScheduleGroup": unique("schedule group"),
  "aws:secretsmanager/secret:Secret": unique("secret"),
  "aws:sfn/stateMachine:StateMachine": unique("state machine"),
  "aws:sns/topic:Topic": unique("topic"),
  "aws:sqs/queue:Queue": unique("queue"),
};

interface Planned {
  stack: string;
  region: string;
  resources: readonly ResourceNode[];
}

export function claimsOf({ stack, region, resources }: Planned, of: { kind: string; account?: string }): Claims {
  const graph = new ResourceGraph(resources);
  const references = graph
    .ofType("pulumi:pulumi:StackReference")
    .flatMap((reference) => reference.at("name").text ?? []);
  return {
    stack,
    kind: of.kind,
    ...(of.account !== undefined && { account: of.account }),
    names: graph.ofType(...Object.keys(uniqueNames)).flatMap((resource) => nameOf(resource, region) ?? []),
    references: references.map((name) => name.split("/").at(-1) ?? name),
  };
}

/** Undefined where Pulumi makes the name, or what the name is made of is not known yet. */
function nameOf(resource: GraphResource, stackRegion: string): string | undefined {
  const { what, property, everywhere = false } = uniqueNames[resource.type] as Unique;
  const name = property === undefined ? "" : resource.at(property).text;
  if (name === undefined) return undefined;
  const region = resource.at("region").text ?? resource.provider?.at("region").text ?? stackRegion;
  return [what, name, ...(everywhere ? [] : ["in", region])].filter(Boolean).join(" ");
}

/** What more than one stack has, but for Backbones, which are there to be shared. */
export function sharedAmong(claims: readonly Claims[]): Shared[] {
  const backbones = new Set(claims.filter(({ kind }) => kind === "Backbone").map(({ stack }) => stack));
  const names = claims.flatMap(({ stack, account, names }) => names.map((what) => ({ what, stack, account })));
  const references = claims.flatMap(({ stack, references }) =>
    references
      .filter((name) => !backbones.has(name))
      .map((name) => ({ what: `outputs of ${name}`, stacks: [stack, name] })),
  );
  const byName = new Map<string, typeof names>();
  for (const each of names) byName.set(each.what, [...(byName.get(each.what) ?? []), each]);
  const twice = [...byName].flatMap(([what, holders]) => {
    const stacks = holders.filter((holder) => holders.some((other) => other !== holder && sameAccount(holder, other)));
    return stacks.length > 0 ? [{ what, stacks: [...new Set(stacks.map(({ stack }) => stack))] }] : [];
  });
  return [...twice, ...references];
}

const sameAccount = (a: { account?: string | undefined }, b: { account?: string | undefined }) =>
  a.account === undefined || b.account === undefined || a.account === b.account;
