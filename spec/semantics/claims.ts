import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { Stack } from "../stack";

/** A volume that pods of a namespace can mount. */
interface Claim {
  name: string;
  from: "bucket" | "lustre" | "edge";
  writable: boolean;
}

/** The claims that the file makes in a namespace, each of its name: a bucket's, a file system's, a model's at the edge. */
function claimsIn(namespace: string, { storage: { buckets, lustre = [] }, edge = [] }: Stack): Claim[] {
  return [
    ...edge.flatMap(({ models = [] }): Claim[] =>
      models
        .filter((model) => model.namespace === namespace)
        .map(({ name }) => ({ name, from: "edge", writable: false })),
    ),
    ...buckets.flatMap(({ name, mounts = [] }): Claim[] =>
      mounts
        .filter((mount) => mount.namespace === namespace)
        .map(({ readOnly = true }) => ({ name, from: "bucket", writable: !readOnly })),
    ),
    ...lustre.flatMap(({ name, claims = [] }): Claim[] =>
      claims
        .filter((claim) => claim.namespace === namespace)
        .map(({ readOnly = false }) => ({ name, from: "lustre", writable: !readOnly })),
    ),
  ];
}

/** Passes when the storage makes every claim that a workload or a service mounts, but for those it calls `existing`. */
export function claimsMade(stack: Stack): Finding[] {
  const { workloads = [], serving = [] } = stack;
  const mounts = [
    ...workloads.map(({ team, data, checkpoints }, index) => ({ team, at: ["workloads", index], data, checkpoints })),
    ...serving.map(({ team, model }, index) => ({ team, at: ["serving", index], model })),
    ...serving.map(({ team, canary }, index) => ({ team, at: ["serving", index, "canary"], model: canary?.model })),
  ];
  return mounts.flatMap(({ team, at, ...volumes }) => {
    const names = claimsIn(team, stack).map(({ name }) => name);
    return Object.entries(volumes).flatMap(([use, volume]): Finding[] => {
      if (!volume || volume.existing || names.includes(volume.claim)) return [];
      const found = volume.claim;
      const hint =
        didYouMean(found, names) ??
        `Give a bucket of that name \`mounts\`, or a Lustre file system \`claims\`, with \`namespace: ${team}\`; ` +
          "or say `existing: true` of a claim that is made elsewhere.";
      return [
        {
          path: [...at, use, "claim"],
          message: `is no claim that the file's storage makes in namespace ${team}`,
          found,
          ...(names.length > 0 && { allowed: names }),
          hint,
        },
      ];
    });
  });
}

/**
 * Passes when checkpoints can be written where they should go. TensorFlow writes a checkpoint beside its place and renames it,
 * which Mountpoint for Amazon S3 can't. Source: awslabs/mountpoint-s3, doc/SEMANTICS.md; read 2026-11-25.
 */
export function checkpointsWritable(stack: Stack): Finding[] {
  return (stack.workloads ?? []).flatMap(({ team, framework, checkpoints }, index): Finding[] => {
    const claim = claimsIn(team, stack).find(({ name }) => name === checkpoints?.claim);
    if (!claim) return [];
    const path: Path = ["workloads", index, "checkpoints", "claim"];
    if (!claim.writable)
      return [{ path, message: "is read-only", found: claim.name, hint: "Give it `readOnly: false`." }];
    if (claim.from === "lustre" || framework !== "tensorflow") return [];
    const message = "is a bucket: TensorFlow renames its checkpoints into place, which no mount of a bucket can";
    return [{ path, message, found: claim.name, hint: "Give a Lustre file system `claims` for the team." }];
  });
}
