import { type Alert, type AlertFile } from "../../../catalog/alerts";
import { runbookPage } from "../../../components/observability/prometheus/rules";

/** promtool's unit tests of a concern's alerts: each fires on its faulty series and is silent on its healthy ones. */
export function ruleTests(file: AlertFile, ruleFiles: string[]) {
  return {
    rule_files: ruleFiles,
    evaluation_interval: "1m",
    tests: file.alerts.flatMap((alert) => [
      ruleTest(`${alert.alert} fires`, alert, alert.test.faulty, expected(alert, file.concern)),
      ruleTest(`${alert.alert} is silent`, alert, alert.test.healthy, []),
    ]),
  };
}

function ruleTest(name: string, { alert, test }: Alert, series: string[], exp_alerts: unknown[]) {
  return {
    name,
    interval: "1m",
    input_series: series.map(inputSeries),
    alert_rule_test: [{ eval_time: test.at, alertname: alert, exp_alerts }],
  };
}

function expected(alert: Alert, concern: string) {
  return alert.test.fires.map(({ labels, summary }) => ({
    exp_labels: { severity: alert.severity, concern, ...labels },
    exp_annotations: { summary, runbook: runbookPage(alert) },
  }));
}

function inputSeries(text: string): { series: string; values: string } {
  const [, series, values] = /^(\S+?|\S+?\{.*\}) +([^}]+)$/.exec(text) ?? [];
  if (!series || !values) throw new Error(`not a series with values: ${text}`);
  return { series, values };
}
