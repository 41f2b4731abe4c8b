import type { AcceleratorNode } from "../accelerator";
import {
  type Group,
  allGatherSeconds,
  allReduceSeconds,
  allToAllSeconds,
  pointToPointSeconds,
  reduceScatterSeconds,
} from "../communication/collectives";
import { type Layout, type TrainingJob, shardParameters } from "../layout";
import { activationBytes, gradientWireBytes, weightWireBytes } from "../memory/precision";
import type { Efficiency } from "./efficiency";

/**
 * The group's members and the speed one member sees. Members that share a node share its network cards: a ring crosses a node's edge
 * once, so `g` members a node see `g` shares of the network, but never more than the link inside the node.
 * Placement: tensor-parallel members first, then data-parallel, then pipeline stages (Narayanan et al. 2021, section 3).
 */
export function group(members: number, stride: number, node: AcceleratorNode, efficiency: Efficiency): Group {
  const intra = node.intraNodeBytesPerSecond * efficiency.intraNode;
  const inNode = Math.max(1, Math.floor(node.acceleratorsPerNode / stride));
  if (members <= inNode && stride * members <= node.acceleratorsPerNode) return { members, bytesPerSecond: intra };
  const network = node.networkBytesPerSecond * efficiency.network * Math.min(members, inNode);
  return { members, bytesPerSecond: Math.min(intra, network) };
}

/**
 * Tensor parallelism, one micro-batch and layer: two all-reduces forward and two backward of the layer's output, two more where whole
 * layers are computed again. Sequence parallelism replaces each by an all-gather and a reduce-scatter, which move as much.
 * Source: Shoeybi et al. 2019 (Megatron-LM, arXiv 1909.08053), section 3; Korthikanti et al. 2022, section 4.2.2.
 */
export function tensorSeconds(job: TrainingJob, layout: Layout, node: AcceleratorNode, efficiency: Efficiency): number {
  const bytes = layerOutputBytes(job, layout);
  const passes = layout.recomputation === "full" ? 6 : 4;
  return passes * allReduceSeconds(bytes, group(layout.tensorParallel, 1, node, efficiency));
}

/** Expert parallelism, one micro-batch and layer: tokens go to their experts and back, forward and backward. Source: Lepikhin et al. 2020 (GShard, arXiv 2006.16668). */
export function expertSeconds(job: TrainingJob, layout: Layout, node: AcceleratorNode, efficiency: Efficiency): number {
  const { experts } = job.shape;
  if (!experts) return 0;
  const bytes = (layerOutputBytes(job, layout) * experts.active) / layout.tensorParallel;
  const passes = layout.recomputation === "full" ? 6 : 4;
  return passes * allToAllSeconds(bytes, group(layout.expertParallel ?? 1, layout.tensorParallel, node, efficiency));
}

/** A pipeline stage sends a micro-batch's activations on and its gradients back; each tensor-parallel member sends its part. */
export function pipelineSeconds(
  job: TrainingJob,
  layout: Layout,
  node: AcceleratorNode,
  efficiency: Efficiency,
): number {
  if (layout.pipelineParallel === 1) return 0;
  const inNode = layout.tensorParallel * layout.dataParallel * layout.pipelineParallel <= node.acceleratorsPerNode;
  const bytesPerSecond = inNode
    ? node.intraNodeBytesPerSecond * efficiency.intraNode
    : node.networkBytesPerSecond * efficiency.network;
  const bytes = (layerOutputBytes(job, layout) / layout.tensorParallel) * (layout.interleave ?? 1);
  return 2 * pointToPointSeconds(bytes, { bytesPerSecond });
}

export interface DataParallelSeconds {
  /** Once an optimizer step. */
  perStep: number;
  /** Once a micro-batch: ZeRO-3 gathers weights before each pass and scatters gradients after it. */
  perMicroBatch: number;
}

/**
 * Data parallelism: gradients are reduced and weights spread once a step (an all-reduce, or its two halves under ZeRO-1 and 2).
 * ZeRO-3 gathers the weights forward and backward and reduces the gradients for each micro-batch: half as much again.
 * Source: Rajbhandari et al. 2019 (ZeRO, arXiv 1910.02054), section 7.
 */
export function dataParallelSeconds(
  job: TrainingJob,
  layout: Layout,
  node: AcceleratorNode,
  efficiency: Efficiency,
): DataParallelSeconds {
  const shard = shardParameters(job.shape, layout);
  const experts = layout.expertParallel ?? 1;
  const dense = group(layout.dataParallel, layout.tensorParallel, node, efficiency);
  const replicas = group(layout.dataParallel / experts, layout.tensorParallel * experts, node, efficiency);
  const gradient = (parameters: number, over: Group) =>
    reduceScatterSeconds(parameters * gradientWireBytes(job.precision), over);
  const weights = (parameters: number, over: Group) =>
    allGatherSeconds(parameters * weightWireBytes(job.precision), over);
  const reduce = gradient(shard.dense, dense) + gradient(shard.experts, replicas);
  const gather = weights(shard.dense, dense) + weights(shard.experts, replicas);
  if (layout.zero === 3) return { perStep: 0, perMicroBatch: reduce + 2 * gather };
  return { perStep: reduce + gather, perMicroBatch: 0 };
}

function layerOutputBytes(job: TrainingJob, layout: Layout): number {
  return job.sequence * layout.microBatch * job.shape.hidden * activationBytes(job.precision);
}
