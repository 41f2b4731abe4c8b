import type { Dashboard, Panel } from "../../../catalog/dashboards";

const height = 8;
const width = 12;

/** A dashboard as Grafana imports it: two graphs a row, on whatever Prometheus the reader picks. */
export function grafanaDashboard(name: string, stack: string, { title, panels }: Dashboard) {
  return {
    uid: `aidc-${stack}-${name}`.slice(0, 40),
    title: `${title} · ${stack}`,
    tags: ["aidc", stack],
    schemaVersion: 39,
    editable: false,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    templating: {
      list: [{ name: "datasource", label: "Prometheus", type: "datasource", query: "prometheus" }],
    },
    panels: panels.map((panel, index) => graph(panel, index)),
  };
}

function graph({ title, unit, queries }: Panel, index: number) {
  const datasource = { type: "prometheus", uid: "${datasource}" };
  return {
    id: index + 1,
    type: "timeseries",
    title,
    datasource,
    gridPos: { x: (index % 2) * width, y: Math.floor(index / 2) * height, w: width, h: height },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi", sort: "desc" } },
    targets: queries.map(({ expr, legend }, query) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + query),
      datasource,
      expr,
      legendFormat: legend,
    })),
  };
}
