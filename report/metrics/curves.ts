import type { MeasuredPanel, MeasuredQuery } from "./measured";
import type { Series, Window } from "./prometheus";

/** A line of a panel. */
export interface Curve {
  name: string;
  /** Series of the same labels share a colour, whatever their query: what is, and what should be. */
  colour: number;
  /** Of all but the first query. */
  dashed: boolean;
  /** A value for each step of the window; null where there is none. */
  values: (number | null)[];
}

/** How many lines a panel shows, and colours tell apart. */
export const mostCurves = 10;

/** The lines of a panel, and how many more there are. Of too many, those of the highest values; of the lowest, where it asks for those. */
export function curvesOf({ queries }: MeasuredPanel, window: Window): { curves: Curve[]; more: number } {
  const answered = queries.flatMap((query, index) => {
    const series = seriesOf(query).filter(({ values }) => values.some(([, value]) => Number.isFinite(value)));
    return series.length > 0 ? [{ ...query, index, series }] : [];
  });
  const each = Math.floor(mostCurves / Math.max(1, answered.length));
  const shown = answered.map((query) => ({ ...query, series: foremost(query.series, query.expr).slice(0, each) }));
  const colours = [...new Set(shown.flatMap(({ series }) => series.map(labelsOf)))];
  const curves = shown.flatMap(({ legend, index, series }) =>
    series.map((one) => ({
      name: nameOf(one, legend),
      colour: colours.indexOf(labelsOf(one)),
      dashed: index > 0,
      values: onSteps(one, window),
    })),
  );
  const all = answered.reduce((sum, { series }) => sum + series.length, 0);
  return { curves, more: all - curves.length };
}

const seriesOf = (query: MeasuredQuery): Series[] => ("series" in query ? query.series : []);

function foremost(series: Series[], expr: string): Series[] {
  const finite = ({ values }: Series) => values.map(([, value]) => value).filter(Number.isFinite);
  const rank = expr.includes("bottomk")
    ? (one: Series) => Math.min(...finite(one))
    : (one: Series) => -Math.max(...finite(one));
  const ranked = series.map((one) => ({ one, at: rank(one), name: labelsOf(one) }));
  return ranked.sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1)).map(({ one }) => one);
}

/** Labels but for the metric's name, which queries of one panel differ in. */
function labelsOf({ labels }: Series): string {
  return Object.entries(labels)
    .filter(([label]) => label !== "__name__")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(", ");
}

/** By the legend, as Grafana fills it in. */
function nameOf(series: Series, legend: string): string {
  const name = legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => series.labels[label] ?? "").trim();
  return /\w/.test(name) ? name : labelsOf(series) || "all";
}

function onSteps({ values }: Series, { from, to, stepSeconds }: Window): (number | null)[] {
  const at = new Map(values.map(([time, value]) => [Math.round((time - from) / stepSeconds), value]));
  return Array.from({ length: Math.floor((to - from) / stepSeconds) + 1 }, (_, step) => {
    const value = at.get(step);
    return value !== undefined && Number.isFinite(value) ? value : null;
  });
}
