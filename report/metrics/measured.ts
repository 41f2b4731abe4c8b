import { dashboards, type Panel } from "../../catalog/dashboards";
import { type Prometheus, PrometheusError, type Series, type Window } from "./prometheus";

/** What the region's dashboards show over a window of time. */
export interface Measured {
  /** The Prometheus that answered. */
  address: string;
  window: Window;
  dashboards: { title: string; panels: MeasuredPanel[] }[];
}

export interface MeasuredPanel extends Omit<Panel, "queries"> {
  queries: MeasuredQuery[];
}

/** A query with its series, or with why there are none. */
export type MeasuredQuery = Panel["queries"][number] & ({ series: Series[] } | { failed: string });

/** Over a day a step is five minutes, which is how far Prometheus looks back: no sample falls between two steps. */
const stepsOfWindow = 288;

/** The window of so many seconds that ends at a time. */
export function windowTo(end: Date, seconds: number): Window {
  const to = Math.floor(end.getTime() / 1000);
  return { from: to - Math.ceil(seconds), to, stepSeconds: Math.ceil(seconds / stepsOfWindow) };
}

/** Asks every query of every dashboard, one dashboard after the other. One that fails leaves the others as they are. */
export async function measure(prometheus: Prometheus, window: Window): Promise<Measured> {
  const measured: Measured = { address: prometheus.address, window, dashboards: [] };
  for (const { title, panels } of dashboards()) {
    const asked = panels.map(async ({ queries, ...panel }) => ({
      ...panel,
      queries: await Promise.all(queries.map((query) => answered(prometheus, query, window))),
    }));
    measured.dashboards.push({ title, panels: await Promise.all(asked) });
  }
  return measured;
}

async function answered(
  prometheus: Prometheus,
  query: Panel["queries"][number],
  window: Window,
): Promise<MeasuredQuery> {
  try {
    return { ...query, series: await prometheus.range(query.expr, window) };
  } catch (error) {
    if (error instanceof PrometheusError) return { ...query, failed: error.message };
    throw error;
  }
}
