import type { PlanResource } from "../resource";
import { globalDatabaseOf, isSecondary } from "./globalDatabases";

/** What a failure costs: the newest work that is lost, and the time until it is served again. */
export interface FailureCost {
  /** Recovery point objective, seconds; null where the data is lost for good. */
  rpoSeconds: number | null;
  /** Recovery time objective, seconds; null where nothing brings it back. */
  rtoSeconds: number | null;
  /** What brings it back. */
  by: string;
}

/** Something that holds data, and how it comes back from each failure. */
export interface Store {
  kind: string;
  deletion: FailureCost;
  zone: FailureCost;
  region: FailureCost;
}

const minute = 60;
const day = 24 * 60 * minute;

const lost = (by: string): FailureCost => ({ rpoSeconds: null, rtoSeconds: null, by });
const nothing: FailureCost = { rpoSeconds: 0, rtoSeconds: 0, by: "the service spans zones" };

/** Aurora and DynamoDB go back to any second but the last five minutes. */
const anySecond = ({ restoreSeconds }: BackupContext): FailureCost => ({
  ...{ rpoSeconds: 5 * minute, rtoSeconds: restoreSeconds, by: "point-in-time restore" },
});

type Judge = (resource: PlanResource, context: BackupContext) => Store;

interface BackupContext {
  backedUp: boolean;
  copied: boolean;
  /** A planning figure. */
  restoreSeconds: number;
  resources: PlanResource[];
}

const judges: Record<string, Judge> = {
  "aws:s3/bucket:Bucket": (bucket, { resources }) => {
    const replicated = resources.some(
      ({ type, propertyDependencies }) =>
        /^aws:s3\/bucketReplicationConfig/.test(type) && propertyDependencies.bucket?.includes(bucket.urn),
    );
    return {
      kind: "bucket",
      deletion: { rpoSeconds: 0, rtoSeconds: minute, by: "the version before" },
      zone: nothing,
      region: replicated
        ? { rpoSeconds: 15 * minute, rtoSeconds: 0, by: "replication with time control" }
        : lost("no replica"),
    };
  },
  "aws:rds/cluster:Cluster": (cluster, context) => ({
    kind: "database",
    deletion: anySecond(context),
    zone: { rpoSeconds: 0, rtoSeconds: minute, by: "an instance in another zone" },
    region: globalDatabaseOf(cluster, context.resources)
      ? { rpoSeconds: 1, rtoSeconds: minute, by: "Aurora Global Database" }
      : copies(context),
  }),
  "aws:dynamodb/table:Table": ({ inputs }, context) => ({
    kind: "table",
    deletion: pointInTime(inputs) ? anySecond(context) : nightly(context),
    zone: nothing,
    region: inputs.replicas ? { rpoSeconds: 1, rtoSeconds: 0, by: "global table" } : copies(context),
  }),
  "aws:fsx/lustreFileSystem:LustreFileSystem": (fileSystem, context) => {
    const linked = context.resources.some(
      ({ type, propertyDependencies }) =>
        type === "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation" &&
        propertyDependencies.fileSystemId?.includes(fileSystem.urn),
    );
    const files = linked
      ? { rpoSeconds: minute, rtoSeconds: context.restoreSeconds, by: "the linked bucket holds its files" }
      : nightly(context);
    return {
      kind: "Lustre file system",
      deletion: files,
      zone: files,
      region: linked ? lost("no replica") : copies(context),
    };
  },
  "aws:efs/fileSystem:FileSystem": (_, context) => ({
    kind: "EFS file system",
    deletion: nightly(context),
    zone: nothing,
    region: copies(context),
  }),
};

/**
 * Everything in the plan that holds data.
 * @param restoreSeconds Until a store is restored from its backup.
 */
export function storesOf(resources: PlanResource[], restoreSeconds: number): Store[] {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const backedUp = ofType("aws:backup/selection:Selection").length > 0;
  const copied = ofType("aws:backup/plan:Plan").some(({ inputs }) =>
    JSON.stringify(inputs.rules).includes("copyActions"),
  );
  return resources.flatMap((resource) => {
    const judge = judges[resource.type];
    // A database's copy elsewhere is how it comes back, not another one.
    return judge && !isSecondary(resource, resources)
      ? [judge(resource, { backedUp, copied, restoreSeconds, resources })]
      : [];
  });
}

function nightly({ backedUp, restoreSeconds }: BackupContext): FailureCost {
  return backedUp ? { rpoSeconds: day, rtoSeconds: restoreSeconds, by: "the nightly backup" } : lost("no backup");
}

function copies({ copied, restoreSeconds }: BackupContext): FailureCost {
  return copied
    ? { rpoSeconds: day, rtoSeconds: restoreSeconds, by: "the nightly backup's copy" }
    : lost("no copy in another region");
}

function pointInTime(inputs: PlanResource["inputs"]): boolean {
  return (inputs.pointInTimeRecovery as { enabled?: boolean } | undefined)?.enabled === true;
}
