import type { OptimizerComparison, StrategyComparison } from "../planner/compare";
import { percent, shorthand, usd } from "./figures";
import { table } from "./table";

/** What each optimizer costs on the same type. */
export function optimizerRows(compared: OptimizerComparison[], width?: number): string[] {
  const head = ["optimizer", "bytes/parameter", "fits from", "nodes", "days", "price", "memory", "layout"];
  const rows = compared.map(({ optimizer, bytesPerParameter, fewestNodes, best, reason = "" }) => [
    optimizer,
    bytesPerParameter.toFixed(1),
    fewestNodes === undefined ? "over 64 nodes" : `${fewestNodes} node${fewestNodes === 1 ? "" : "s"}`,
    best ? String(best.nodes) : "-",
    best ? (best.run.wallSeconds / 86_400).toFixed(1) : "-",
    best?.price ? usd(best.price.usd) : "-",
    best ? `${(best.fitting.memory.totalBytes / 1e9).toFixed(0)} GB` : "-",
    best ? shorthand(best.fitting.layout) : reason,
  ]);
  return table([head, ...rows], { right: [1, 2, 3, 4, 5, 6], drop: [1, 6, 2], ...(width !== undefined && { width }) });
}

/** What each way to spread the model gives on the same nodes. */
export function strategyRows(compared: StrategyComparison[], width?: number): string[] {
  const head = ["strategy", "days", "MFU", "memory", "layout"];
  const rows = compared.map(({ strategy, run, reason = "" }) => [
    strategy,
    run ? run.days.toFixed(1) : "-",
    run ? percent(run.mfu) : "-",
    run ? `${(run.memoryBytes / 1e9).toFixed(0)} GB` : "-",
    run ? shorthand(run.layout) : reason,
  ]);
  return table([head, ...rows], { right: [1, 2, 3], drop: [2], ...(width !== undefined && { width }) });
}
