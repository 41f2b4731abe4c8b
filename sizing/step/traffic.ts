import { layerActivationBytes } from "../memory/activations";
import { type Layout, type TrainingJob, activationSetting } from "../layout";

/** Times that a stored byte moves in a step: written and read forward, read backward, and its gradient written and read. */
export const TRAFFIC_PER_STORED_BYTE = 5;

/**
 * Bytes of activations that the kernels between matrix products move through memory for one micro-batch and layer on one accelerator.
 * Every stored tensor is written and read once forward; backward it is read, and its gradient written and read; recomputation repeats
 * the forward part. Unfused attention moves its scores this way, fused attention never does.
 * A model, not a count of kernels: Ivanov et al. 2020 (arXiv 2007.00072) measure that such kernels take a third of BERT's time.
 */
export function layerTrafficBytes(job: TrainingJob, layout: Layout): number {
  const stored = layerActivationBytes(job.shape, activationSetting(job, layout, "none"));
  const fused = job.fusedAttention ?? true;
  const again = { none: 0, selective: fused ? 0 : 2 * scoresBytes(job, layout), full: 2 * stored }[
    layout.recomputation
  ];
  return TRAFFIC_PER_STORED_BYTE * stored + again;
}

/** Logits move in 4 bytes: written and read forward, and so their gradient backward; for one micro-batch. */
export function outputTrafficBytes(job: TrainingJob, layout: Layout): number {
  return (4 * 4 * job.sequence * layout.microBatch * job.shape.vocabulary) / layout.tensorParallel;
}

function scoresBytes(job: TrainingJob, layout: Layout): number {
  const setting = { ...layout, sequence: job.sequence, recomputation: "none" as const };
  return (
    layerActivationBytes(job.shape, { ...setting, fusedAttention: false }) -
    layerActivationBytes(job.shape, { ...setting, fusedAttention: true })
  );
}
