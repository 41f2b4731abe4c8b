import type { PreviousResource, PropertyMap } from "../engine/engine";
import { isComponentType, isStateful } from "../plan/check/stateful";
import { nameOfUrn } from "../plan/render/words";

/** What a stack's destruction does to what stands, the gravest first. */
export interface Loss {
  /** Pulumi deletes nothing of the stack while one of these is in the way. */
  protected: Standing[];
  /** Leaves Pulumi's state and stays in the cloud, billed as before. */
  retained: Standing[];
  /** Goes, with what it holds. */
  lost: Standing[];
  /** Others that go: what can be made again from the stack file. */
  others: Standing[];
}

export interface Standing {
  urn: string;
  type: string;
  name: string;
  /** What AWS does about its deletion: refuses, waits, keeps a last copy. */
  notes: string[];
}

/** Sorts what stands by what becomes of it. `deleted` are the URNs that go; default: all. */
export function lossOf(resources: readonly PreviousResource[], deleted?: ReadonlySet<string>): Loss {
  const loss: Loss = { protected: [], retained: [], lost: [], others: [] };
  for (const resource of resources) {
    const { urn, type, custom, protect = false, retainOnDelete = false } = resource;
    if (!custom || isComponentType(type)) continue;
    const standing = { urn, type, name: nameOfUrn(urn), notes: notesOn(resource, resources) };
    if (protect) loss.protected.push(standing);
    else if (deleted && !deleted.has(urn)) continue;
    else if (retainOnDelete) loss.retained.push(standing);
    else if (isStateful(type, false)) loss.lost.push(standing);
    else loss.others.push(standing);
  }
  return loss;
}

const onlyEmpty = "is deleted only when it is empty: see that nothing in it is needed, and empty it first";

/** By type, from AWS's documentation of deletion: S3 DeleteBucket, Object Lock; Backup DeleteBackupVault, Vault Lock; KMS ScheduleKeyDeletion. */
const notes: Record<string, (inputs: PropertyMap) => (string | false)[]> = {
  "aws:s3/bucket:Bucket": ({ forceDestroy, objectLockEnabled }) => [
    objectLockEnabled === true && "has Object Lock: what is locked in it cannot be deleted before its day",
    forceDestroy === true ? "is emptied and deleted" : onlyEmpty,
  ],
  "aws:s3/directoryBucket:DirectoryBucket": ({ forceDestroy }) => [
    forceDestroy === true ? "is emptied and deleted" : onlyEmpty,
  ],
  "aws:ecr/repository:Repository": ({ forceDelete }) => [forceDelete !== true && onlyEmpty],
  "aws:backup/vault:Vault": ({ forceDestroy }) => [
    forceDestroy === true ? "goes with its backups" : "is deleted only without backups in it",
  ],
  "aws:rds/cluster:Cluster": ({ deletionProtection, skipFinalSnapshot, finalSnapshotIdentifier }) => [
    deletionProtection === true && "has deletion protection: AWS refuses until that is off",
    skipFinalSnapshot === true ? "leaves no snapshot" : `leaves the snapshot ${text(finalSnapshotIdentifier)}`,
  ],
  "aws:dynamodb/table:Table": ({ deletionProtectionEnabled }) => [
    deletionProtectionEnabled === true && "has deletion protection: AWS refuses until that is off",
  ],
  "aws:eks/cluster:Cluster": ({ deletionProtection }) => [
    deletionProtection === true && "has deletion protection: AWS refuses until that is off",
  ],
  "aws:fsx/lustreFileSystem:LustreFileSystem": ({ deploymentType, skipFinalBackup }) => [
    skipFinalBackup === false && deploymentType !== "SCRATCH_2" ? "leaves a last backup" : "leaves no backup",
  ],
  "aws:kms/key:Key": ({ deletionWindowInDays = 30 }) => [
    `waits ${text(deletionWindowInDays)} days; afterwards nobody reads what it encrypted`,
  ],
  "aws:secretsmanager/secret:Secret": ({ recoveryWindowInDays = 30 }) => [
    `can be restored for ${text(recoveryWindowInDays)} days`,
  ],
};

const text = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function notesOn({ urn, type, inputs }: PreviousResource, all: readonly PreviousResource[]): string[] {
  const own = (notes[type]?.(inputs) ?? []).filter((note) => note !== false);
  if (type !== "aws:backup/vault:Vault") return own;
  const locked = all.some(
    (each) =>
      each.type === "aws:backup/vaultLockConfiguration:VaultLockConfiguration" && each.dependencies?.includes(urn),
  );
  return locked ? ["is locked: its backups cannot be deleted before their shortest retention has passed", ...own] : own;
}
