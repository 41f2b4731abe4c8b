import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** Each has its file, `catalog/dashboards/<name>.yaml`. */
export const dashboardNames = ["accelerators", "capacity", "fabric", "serving", "storage", "training"] as const;
export type DashboardName = (typeof dashboardNames)[number];

/** A dashboard, as what it shows: how it looks is the renderer's. */
export interface Dashboard {
  title: string;
  panels: Panel[];
}

/** A graph over time. */
export interface Panel {
  title: string;
  /** Grafana's name of the unit, for example `percentunit`. */
  unit: string;
  queries: { expr: string; legend: string }[];
}

const fromPackage = createRequire(__filename);

export function dashboard(name: DashboardName): Dashboard {
  return parse(readFileSync(fromPackage.resolve(`#dashboards/${name}.yaml`), "utf8")) as Dashboard;
}
