import type * as aws from "@pulumi/aws/types/input";
import type { Sync } from "../../../spec/stack";

const verifyModes = { transferred: "ONLY_FILES_TRANSFERRED", all: "POINT_IN_TIME_CONSISTENT", none: "NONE" } as const;

/** How a task copies. The source wins: what differs is overwritten, and what it lost is kept or removed as the entry says. */
export function taskOptions({
  from,
  verify = "transferred",
  deleted = "keep",
  bandwidthMBps,
}: Sync): aws.datasync.TaskOptions {
  return {
    transferMode: "CHANGED",
    overwriteMode: "ALWAYS",
    preserveDeletedFiles: deleted === "keep" ? "PRESERVE" : "REMOVE",
    verifyMode: verifyModes[verify],
    bytesPerSecond: bytesPerSecond(bandwidthMBps),
    logLevel: "BASIC",
    // Numbers of owners and modes are NFS' alone; HDFS has names, and object storage neither.
    ...("nfs" in from ? {} : { uid: "NONE", gid: "NONE", posixPermissions: "NONE" }),
  };
}

/** As DataSync takes a limit: -1 is none. */
export function bytesPerSecond(bandwidthMBps: number | undefined): number {
  return bandwidthMBps === undefined ? -1 : bandwidthMBps * 1e6;
}

/** Patterns that DataSync leaves out, as it takes them. */
export function excludes({ exclude }: Sync): aws.datasync.TaskExcludes | undefined {
  return exclude && { filterType: "SIMPLE_PATTERN", value: exclude.join("|") };
}
