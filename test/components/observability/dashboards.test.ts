import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { recordingRules } from "../../../catalog/alerts";
import { dashboard, dashboardNames } from "../../../catalog/dashboards";
import { dcgmFields } from "../../../components/observability/exporters/dcgmCounters";
import { grafanaDashboard } from "../../../components/observability/grafana/dashboardJson";

test("dashboards are one file each", () => {
  expect(readdirSync("catalog/dashboards").sort()).toEqual(dashboardNames.map((name) => `${name}.yaml`));
});

test.each(dashboardNames)("%s: two graphs a row, each on the Prometheus that the reader picks", (name) => {
  const { panels, title } = grafanaDashboard(name, "us-east-1", dashboard(name));
  expect(title).toContain("us-east-1");
  panels.forEach(({ id, gridPos, targets, datasource }, index) => {
    expect([id, gridPos.x, gridPos.y]).toEqual([index + 1, (index % 2) * 12, Math.floor(index / 2) * 8]);
    expect(datasource.uid).toBe("${datasource}");
    for (const { expr } of targets) {
      for (const field of expr.match(/DCGM_\w+/g) ?? []) expect(dcgmFields).toContain(field);
      const recorded = new Set(recordingRules().map(({ record }) => record));
      for (const series of expr.match(/aidc:serving_errors\S+/g) ?? []) expect(recorded).toContain(series);
    }
  });
});
