/** The stack schema's types, under the names the other rooms use. `stack.types.ts` is generated from the schema. */
export type {
  Stack,
  Pool,
  DynamicPool,
  Storage,
  Bucket,
  HotBucket,
  Lustre,
  Hdfs,
  Sync,
  Databases,
  StorageQuota,
  Network,
  Cluster,
  Nodes,
  Environment,
  Exception,
} from "./stack.types";
export type { CleaningColumn, CleaningJob, CleaningRules } from "./stack.types";
export type { Amount, Quota, Scheduling, Team } from "./stack.types";
export type { Autoscaling, InferenceWorkload, TrainingWorkload } from "./stack.types";
