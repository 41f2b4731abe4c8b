import { type Optimizer, type Precision, stateBytesPerParameter } from "../memory/precision";

/**
 * Size of a full checkpoint, bytes: weights and optimizer, not gradients. In mixed precision with Adam 14 bytes a parameter.
 * BLOOM's is 2.3 TiB for 176 billion (13-14 bytes; bigscience, tr11-176B-ml).
 */
export function checkpointBytes(parameters: number, optimizer: Optimizer, precision: Precision): number {
  const bytes = stateBytesPerParameter(optimizer, precision);
  // The 8-bit copies of the weights are made again, not saved.
  const weights = precision === "fp8" ? 2 : bytes.weights;
  return parameters * (weights + bytes.optimizer);
}

export interface CheckpointTarget {
  /** Of the file system or bucket, all nodes together. */
  storageBytesPerSecond: number;
  nodes: number;
  /** Of one node's path to it. */
  nodeBytesPerSecond: number;
}

/** Time to write or read a checkpoint that all nodes share evenly: bound by the storage or by the nodes' links, whichever is slower. */
export function checkpointSeconds(bytes: number, target: CheckpointTarget): number {
  return bytes / Math.min(target.storageBytesPerSecond, target.nodes * target.nodeBytesPerSecond);
}

/** Throughput that writes a checkpoint in a share of the interval, bytes a second. */
export function checkpointThroughput(bytes: number, intervalSeconds: number, share: number): number {
  return bytes / (intervalSeconds * share);
}

/**
 * Interval between checkpoints that loses least, seconds, to first order: `sqrt(2 C M)` for a checkpoint that stops training for `C`
 * seconds and failures every `M`. Source: Young 1974 (Communications of the ACM 17(9)).
 */
export function youngInterval(checkpointStallSeconds: number, mtbfSeconds: number): number {
  return Math.sqrt(2 * checkpointStallSeconds * mtbfSeconds);
}

/**
 * The same to higher order, less the checkpoint itself: `sqrt(2 C M) (1 + sqrt(C / 2M) / 3 + C / 18M) - C` where `C < 2M`, else `M`.
 * Source: Daly 2006 (Future Generation Computer Systems 22(3)), equation 37.
 */
export function dalyInterval(checkpointStallSeconds: number, mtbfSeconds: number): number {
  const [stall, mtbf] = [checkpointStallSeconds, mtbfSeconds];
  if (stall >= 2 * mtbf) return mtbf;
  return youngInterval(stall, mtbf) * (1 + Math.sqrt(stall / (2 * mtbf)) / 3 + stall / (18 * mtbf)) - stall;
}
