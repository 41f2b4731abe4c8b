import type { Lustre } from "./stack";

/** MB/s for each TiB where the stack file names none. */
export const defaultLustreThroughput = 500;

/**
 * Sizes of a file system with EFA, GiB: multiples of this, by MB/s for each TiB. Source: FSx for Lustre User Guide,
 * what a file system's creation takes as "Storage capacity", read 2026-11-25.
 */
const efaStepGiB: Record<number, number> = { 125: 38400, 250: 19200, 500: 9600, 1000: 4800 };

type Shape = Pick<Lustre, "sizeGiB" | "throughputMBpsPerTiB" | "efa">;

/** Whether the file system carries EFA: as the file says, else where the pool has EFA and FSx makes that size with it. */
export function lustreUsesEfa(shape: Shape, poolHasEfa: boolean): boolean {
  return shape.efa ?? (poolHasEfa && shape.sizeGiB % efaStep(shape) === 0);
}

/** What is wrong with the size as FSx takes it (PERSISTENT_2, SSD), in words; undefined where nothing is. */
export function lustreSizeProblem(shape: Shape, efa: boolean): { message: string; hint: string } | undefined {
  const { sizeGiB, throughputMBpsPerTiB: throughput = defaultLustreThroughput } = shape;
  const step = efaStep(shape);
  if (efa && sizeGiB % step !== 0) {
    return {
      message: `must be a multiple of ${step} GiB with EFA at ${throughput} MB/s per TiB`,
      hint: `Take ${Math.max(1, Math.round(sizeGiB / step)) * step}, a higher throughput, or \`efa: false\``,
    };
  }
  if (sizeGiB === 1200 || sizeGiB % 2400 === 0) return undefined;
  return { message: "must be 1200 GiB or a multiple of 2400", hint: `Take ${Math.ceil(sizeGiB / 2400) * 2400}` };
}

function efaStep({ throughputMBpsPerTiB = defaultLustreThroughput }: Shape): number {
  const step = efaStepGiB[throughputMBpsPerTiB];
  if (step === undefined) throw new Error(`FSx has no throughput of ${throughputMBpsPerTiB} MB/s per TiB`);
  return step;
}
