/** What share of its peak each resource gives in practice, and how much communication hides behind computation. All 0 to 1. */
export interface Efficiency {
  /** Of the dense peak, by large matrix products. */
  matmul: number;
  /** Width of the model at which matrix products reach half of `matmul`: small products use the chip less well. */
  halfWidth: number;
  /** Of the accelerator's memory bandwidth. */
  memory: number;
  /** Of the link inside a node. */
  intraNode: number;
  /** Of the network between nodes. */
  network: number;
  /** Share of the time of each kind of communication that runs beside computation, where there is enough to hide behind. */
  overlap: { data: number; tensor: number; pipeline: number; expert: number };
}

/** Where a default comes from. */
export type Calibration = "fitted" | "scaled" | "assumed";

export interface DefaultEfficiency extends Efficiency {
  family: string;
  calibration: Calibration;
}

/**
 * Share of the dense peak that matrix products reach inside a training step, by accelerator family.
 * `fitted`: the best fit to the rows of `catalog/facts/published-runs.json` marked `calibration` (`sizing/proof/calibrate.ts`), rounded
 * down to 0.05, as an optimistic figure buys too little capacity.
 * `scaled`: H100's fit times the ratio of the largest matrix product measured on each (ml-engineering, "Maximum Achievable Matmul FLOPS":
 * 77.6% and 72.9% of the peak against 80.3%), rounded down likewise.
 * `assumed`: no published run was found; treat the answer with care and pass your own.
 */
const MATMUL: { pattern: RegExp; family: string; matmul: number; calibration: Calibration }[] = [
  { pattern: /A100/, family: "A100", matmul: 0.7, calibration: "fitted" },
  { pattern: /H100|H200|H800/, family: "H100", matmul: 0.55, calibration: "fitted" },
  { pattern: /GB200|GB300/, family: "GB200", matmul: 0.5, calibration: "scaled" },
  { pattern: /B200|B300/, family: "B200", matmul: 0.55, calibration: "scaled" },
];

/**
 * Share of the dense peak that the matrix products of a convolutional or recurrent network reach: small ones, with kernels between
 * them. Fitted to the rows of `networks` of `catalog/facts/published-runs.json` marked `calibration` (ResNet-50 and GNMT on one A100),
 * less what the traffic of activations takes of their time (`sizing/proof/networks.ts`), rounded down to 0.01.
 */
export const NETWORK_MATMUL = { cnn: 0.29, rnn: 0.17 } as const;

const OTHER = { family: "other", matmul: 0.5, calibration: "assumed" as const };

/**
 * Efficiency to assume for an accelerator, by its vendor's name (`NVIDIA H100`). Everything but `matmul` is the same for all: 80% of
 * memory, links and network (ml-engineering, network chapter: about 80% of NVLink's rate is what a copy reaches), data-parallel and
 * pipeline traffic 80% hidden, tensor-parallel and expert traffic not hidden.
 */
export function defaultEfficiency(acceleratorName: string): DefaultEfficiency {
  const { family, matmul, calibration } = MATMUL.find(({ pattern }) => pattern.test(acceleratorName)) ?? OTHER;
  return {
    family,
    calibration,
    matmul,
    halfWidth: 256,
    memory: 0.8,
    intraNode: 0.8,
    network: 0.8,
    overlap: { data: 0.8, tensor: 0, pipeline: 0.8, expert: 0 },
  };
}
