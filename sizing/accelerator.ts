import type { InstanceType } from "../catalog/instanceTypes";
import { BITS_PER_BYTE, GB, GIB, TERA } from "./units";

/** What the formulas need to know of one accelerator and of the node it sits in. */
export interface AcceleratorNode {
  name: string;
  acceleratorsPerNode: number;
  memoryBytes: number;
  memoryBytesPerSecond: number;
  /** Dense matrix products. Absent where the vendor gives none. */
  peakFlopsPerSecond: { bf16: number; fp8?: number; fp32?: number };
  /** Of one accelerator to the others of its node, one direction. */
  intraNodeBytesPerSecond: number;
  /** Of one accelerator's share of the node's network, one direction. */
  networkBytesPerSecond: number;
}

/** Why an instance type cannot be sized. */
export interface NotSizable {
  reason: string;
}

/** The formulas' view of an instance type, or why there is none: a figure that no source gives is never guessed. */
export function acceleratorNode(type: InstanceType): AcceleratorNode | NotSizable {
  const { accelerator } = type;
  if (!accelerator) return { reason: "no accelerator" };
  const { bf16Tflops, memoryGBps } = accelerator;
  if (bf16Tflops === undefined) return { reason: `no published BF16 throughput of ${accelerator.name}` };
  if (memoryGBps === undefined) return { reason: `no published memory bandwidth of ${accelerator.name}` };
  const network = (type.network.gbps * GB) / BITS_PER_BYTE / accelerator.count;
  return {
    name: type.name,
    acceleratorsPerNode: accelerator.count,
    memoryBytes: accelerator.memoryGiB * GIB,
    memoryBytesPerSecond: memoryGBps * GB,
    peakFlopsPerSecond: {
      bf16: bf16Tflops * TERA,
      ...(accelerator.fp8Tflops !== undefined && { fp8: accelerator.fp8Tflops * TERA }),
    },
    intraNodeBytesPerSecond: accelerator.intraNode ? accelerator.intraNode.gbps * GB : network,
    networkBytesPerSecond: network,
  };
}
