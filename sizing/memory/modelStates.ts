import { type Optimizer, type Precision, stateBytesPerParameter } from "./precision";

/** What ZeRO shards over the data-parallel group: 0 nothing, 1 the optimizer, 2 also gradients, 3 also weights (FSDP's full shard). */
export type ZeroStage = 0 | 1 | 2 | 3;

export interface ModelStates {
  weightsBytes: number;
  gradientsBytes: number;
  optimizerBytes: number;
}

/**
 * Weights, gradients and optimizer that one accelerator holds, bytes. `parameters` are those of its own model-parallel shard.
 * Source: Rajbhandari et al. 2019 (ZeRO, arXiv 1910.02054), section 5 and table 1.
 */
export function modelStates(
  parameters: number,
  training: { optimizer: Optimizer; precision: Precision; zero: ZeroStage; dataParallel: number },
): ModelStates {
  const bytes = stateBytesPerParameter(training.optimizer, training.precision);
  const share = (stage: ZeroStage) => (training.zero >= stage ? 1 / training.dataParallel : 1);
  return {
    weightsBytes: parameters * bytes.weights * share(3),
    gradientsBytes: parameters * bytes.gradients * share(2),
    optimizerBytes: parameters * bytes.optimizer * share(1),
  };
}
