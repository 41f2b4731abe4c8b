import { publishedMachine, publishedRuns } from "../../catalog/publishedRuns";
import { defaultEfficiency } from "../step/efficiency";
import { predict } from "./predictions";

/** Share of the peak in steps of a hundredth. */
const GRID = Array.from({ length: 61 }, (_, index) => 0.3 + index / 100);

/**
 * The share of the dense peak that fits the calibration rows of an accelerator family best: least mean square of the logarithm of
 * predicted over published time. This made the `fitted` figures of `sizing/step/efficiency.ts`, rounded down to 0.05.
 */
export function fittedMatmul(family: string): { best: number; rounded: number; rows: string[] } {
  const rows = publishedRuns().runs.filter(
    (run) => run.calibration && defaultEfficiency(publishedMachine(run).accelerator).family === family,
  );
  const misfit = (matmul: number) =>
    rows.reduce((sum, run) => sum + Math.log(1 + predict(run, { matmul }).atDefault.error) ** 2, 0);
  const best = GRID.reduce((least, matmul) => (misfit(matmul) < misfit(least) ? matmul : least));
  return { best, rounded: Math.floor(best * 20 + 1e-9) / 20, rows: rows.map(({ id }) => id) };
}
