import { dashboard, dashboardNames } from "../catalog/dashboards";
import { grafanaDashboard } from "../components/observability/grafana/dashboardJson";
import type { RenderedFile, Subject } from "./rendering";

/** Dashboards to import into Grafana. */
export function grafana({ name: stack }: Subject): Promise<RenderedFile[]> {
  return Promise.resolve(
    dashboardNames.map((name) => ({
      path: `grafana/${name}.json`,
      text: `${JSON.stringify(grafanaDashboard(name, stack, dashboard(name)), null, 2)}\n`,
    })),
  );
}
