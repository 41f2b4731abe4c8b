import { TB, TIB } from "../units";
import { lustreBytesPerSecond } from "../input";

/** An FSx for Lustre file system, in the terms of `storage.lustre`. */
export interface LustreSize {
  sizeTiB: number;
  /** MB/s a TiB. */
  throughput: number;
}

/** Persistent 2 SSD file systems. Source: Amazon FSx for Lustre User Guide, "Performance": 125 to 1,000 MB/s a TiB. */
const THROUGHPUTS = [125, 250, 500, 1000];
/** They come in 1.2 TiB, 2.4 TiB and multiples of 2.4 TiB (CreateFileSystem, StorageCapacity). */
const STEP_TIB = 2.4;

/** The least throughput class, then the least size, that takes the checkpoints and keeps the capacity. */
export function lustreFor(bytesPerSecond: number, capacityBytes: number): LustreSize {
  const least = STEP_TIB * Math.max(1, Math.ceil(capacityBytes / TIB / STEP_TIB));
  const throughput = THROUGHPUTS.find((each) => lustreBytesPerSecond(least, each) >= bytesPerSecond) ?? 1000;
  const needed = STEP_TIB * Math.ceil(bytesPerSecond / (throughput * 1e6) / STEP_TIB);
  return { sizeTiB: Number(Math.max(least, needed).toFixed(1)), throughput };
}

/** Room for the last checkpoints and the tokens as 4-byte integers. */
export function trainingCapacityBytes(checkpointBytes: number, tokens: number, checkpointsKept = 3): number {
  return checkpointsKept * checkpointBytes + Math.min(tokens * 4, 100 * TB);
}
