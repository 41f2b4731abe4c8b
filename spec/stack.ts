/** The types of stack files' schemas, under the names the other rooms use. `*.types.ts` are generated from the schemas. */
export type {
  Stack,
  Pool,
  DynamicPool,
  EdgeModel,
  EdgeSite,
  Storage,
  Bucket,
  HotBucket,
  Lustre,
  Hdfs,
  Sync,
  Databases,
  StorageQuota,
  Network,
  OnPremisesDns,
  Cluster,
  Nodes,
  Environment,
  Exception,
} from "./stack.types";
export type { CleaningColumn, CleaningJob, CleaningRules } from "./stack.types";
export type { Amount, Quota, Scheduling, Team } from "./stack.types";
export type { Autoscaling, InferenceWorkload, TrainingWorkload } from "./stack.types";
export type { Backbone, DirectConnectConnection, MemberRegion, Site, Traffic } from "./backbone.types";
