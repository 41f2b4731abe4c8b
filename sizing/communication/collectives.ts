/** A group of members that exchange data over links of one speed. */
export interface Group {
  members: number;
  /** Of one member, one direction. */
  bytesPerSecond: number;
  /** Of one message; default 0. */
  latencySeconds?: number;
}

/**
 * Time of the collectives on a message of `bytes` (the whole buffer, as NCCL's tests count it), seconds.
 * Ring: every member sends `2 (n-1)/n` of the buffer in an all-reduce, half of that in a reduce-scatter or all-gather.
 * Source: Patarasuk and Yuan 2009 (bandwidth-optimal all-reduce); Thakur et al. 2005; NVIDIA nccl-tests, PERFORMANCE.md (bus bandwidth).
 */
export function ringAllReduceSeconds(bytes: number, group: Group): number {
  return 2 * ringPassSeconds(bytes, group);
}

/** Each member ends with the sum of its `1/n` of the buffer. */
export function reduceScatterSeconds(bytes: number, group: Group): number {
  return ringPassSeconds(bytes, group);
}

/** Each member ends with the whole buffer, of which it had `1/n`. */
export function allGatherSeconds(bytes: number, group: Group): number {
  return ringPassSeconds(bytes, group);
}

/**
 * A double binary tree: the buffer goes up and down once, so `2` of it passes a member, with `2 log2 n` latencies instead of `2 (n-1)`.
 * Source: Sanders et al. 2009 (two-tree); NVIDIA 2019, "Massively Scale Your Deep Learning Training with NCCL 2.4".
 */
export function treeAllReduceSeconds(bytes: number, group: Group): number {
  if (group.members <= 1) return 0;
  return (2 * bytes) / group.bytesPerSecond + 2 * Math.ceil(Math.log2(group.members)) * (group.latencySeconds ?? 0);
}

/** The faster of ring and tree, as NCCL chooses: trees for short messages and many members. */
export function allReduceSeconds(bytes: number, group: Group): number {
  return Math.min(ringAllReduceSeconds(bytes, group), treeAllReduceSeconds(bytes, group));
}

/** Each member sends a different `1/n` of its buffer to each other (expert parallelism). */
export function allToAllSeconds(bytes: number, group: Group): number {
  return ringPassSeconds(bytes, group);
}

/** One message between two members. */
export function pointToPointSeconds(bytes: number, link: { bytesPerSecond: number; latencySeconds?: number }): number {
  return bytes / link.bytesPerSecond + (link.latencySeconds ?? 0);
}

function ringPassSeconds(bytes: number, group: Group): number {
  const { members } = group;
  if (members <= 1) return 0;
  return (((members - 1) / members) * bytes) / group.bytesPerSecond + (members - 1) * (group.latencySeconds ?? 0);
}
