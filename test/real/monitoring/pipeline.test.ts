import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { dashboard, dashboardNames } from "../../../catalog/dashboards";
import {
  alertmanagerConfiguration,
  alertmanagerText,
} from "../../../components/observability/alertmanager/configuration";
import { ruleFiles } from "../../../components/observability/prometheus/ruleFiles";
import { type Measured, measure, windowTo } from "../../../report/metrics/measured";
import { prometheusAt } from "../../../report/metrics/prometheus";
import { renderReport } from "../../../report/report";
import { loadStack } from "../../../spec/load";
import type { Stack } from "../../../spec/stack";
import { subjectOf } from "../../report/subject";
import { freePort } from "../freePort";
import { expectReadable, launch, open, views } from "../report/browser";
import { Exporter } from "./exporter";
import { eventually, programs } from "./programs";
import { Webhook } from "./webhook";

const { stack } = loadStack("stacks/us-east-1.yaml");
const monitoring: Stack["monitoring"] = {
  ...stack.monitoring,
  receivers: [{ name: "research", emails: [] }],
  routes: [{ to: "research", concerns: ["training", "queues"] }],
  quietHours: [{ name: "night", from: "20:00", to: "07:00", timeZone: "Europe/Berlin" }],
};

const { run, start } = programs();
const folder = mkdtempSync(join(tmpdir(), "aidc-alerts-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe("routes under amtool", () => {
  const snsLike = alertmanagerConfiguration(monitoring, () => ({ webhook_configs: [{ url: "http://127.0.0.1:1/" }] }));
  const config = file("routes.yaml", alertmanagerText(snsLike));

  test("the configuration is valid", () => {
    expect(run("amtool", ["check-config", config])).toMatchObject({ status: 0 });
  });

  test.each([
    [["severity=critical", "concern=gpu"], "operators"],
    [["severity=critical", "concern=training"], "operators,research"],
    [["severity=warning", "concern=training"], "research"],
    [["severity=info", "concern=queues"], "research"],
    [["severity=warning", "concern=fabric"], "operators"],
  ])("%s goes to %s", (labels, receivers) => {
    const { status, output } = run("amtool", ["config", "routes", "test", `--config.file=${config}`, ...labels]);
    expect({ status, output: output.split("\n")[0] }).toEqual({ status: 0, output: receivers });
  });
});

describe("from a fault to a message", () => {
  const exporter = new Exporter();
  const webhook = new Webhook();
  const processes: ChildProcess[] = [];
  let prometheus = "";
  let alertmanager = "";

  beforeAll(async () => {
    const [exporterPort, prometheusPort, alertmanagerPort] = await Promise.all([freePort(), freePort(), freePort()]);
    prometheus = `http://127.0.0.1:${prometheusPort}`;
    alertmanager = `http://127.0.0.1:${alertmanagerPort}`;
    await exporter.listen(exporterPort);
    await webhook.listen();
    const rules = Object.entries(ruleFiles(stack)).map(([name, text]) => file(`${name}.rules.yaml`, text));
    const configuration = alertmanagerConfiguration(monitoring, () => ({
      webhook_configs: [{ url: webhook.url }],
    }));
    processes.push(
      start("alertmanager", [
        `--config.file=${file("alertmanager.yaml", alertmanagerText(configuration))}`,
        `--storage.path=${join(folder, "alertmanager")}`,
        `--web.listen-address=127.0.0.1:${alertmanagerPort}`,
        "--cluster.listen-address=",
      ]),
      start("prometheus", [
        `--config.file=${file(
          "prometheus.yaml",
          stringify({
            global: { scrape_interval: "1s", evaluation_interval: "1s" },
            rule_files: rules,
            alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${alertmanagerPort}`] }] }] },
            scrape_configs: [
              {
                job_name: "synthetic",
                honor_labels: true,
                static_configs: [{ targets: [`127.0.0.1:${exporterPort}`] }],
              },
            ],
          }),
        )}`,
        `--storage.tsdb.path=${join(folder, "prometheus")}`,
        `--web.listen-address=127.0.0.1:${prometheusPort}`,
      ]),
    );
    await eventually(async () => (await fetch(`${alertmanager}/-/ready`)).ok || undefined, 120);
    await eventually(async () => ((await query("aidc:pool_nodes_ready")).length > 0 ? true : undefined), 120);
  });

  afterAll(() => {
    for (const process of processes) process.kill();
    webhook.close();
    exporter.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function query(expr: string): Promise<unknown[]> {
    const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(expr)}`);
    const { status, data, error } = (await response.json()) as {
      status: string;
      data?: { result: unknown[] };
      error?: string;
    };
    if (status !== "success") throw new Error(`${expr}: ${error}`);
    return data?.result ?? [];
  }

  const panels = dashboardNames.flatMap((name) =>
    dashboard(name).panels.flatMap(({ title, queries }) => queries.map(({ expr }) => ({ name, title, expr }))),
  );

  test.each(panels)("$name: $title has data", async ({ expr }) => {
    await eventually(async () => ((await query(expr)).length > 0 ? true : undefined), 60);
  });

  test("a healthy cluster wakes nobody", () => {
    const wakes = webhook.messages.filter(({ alerts }) => alerts.some(({ labels }) => labels.severity === "critical"));
    expect(wakes).toEqual([]);
  });

  test("a GPU that falls off the bus reaches the operators within a minute, and silences what follows from it", async () => {
    const injected = Date.now();
    exporter.faults.push(
      'DCGM_EXP_XID_ERRORS_COUNT{node="a",pool="train-h200",gpu="0",xid="79"} 1',
      'DCGM_EXP_XID_ERRORS_COUNT{node="a",pool="train-h200",gpu="0",xid="94"} 1',
    );
    const message = await eventually(() => webhook.about("GpuFellOffBus"), 60);
    expect(message.receiver).toBe("operators");
    expect(message.at - injected).toBeLessThan(60_000);
    expect(message.alerts[0]).toMatchObject({
      status: "firing",
      labels: { severity: "critical", concern: "gpu", node: "a", gpu: "0" },
      annotations: { runbook: "docs/runbooks/gpu-errors.md", summary: "GPU 0 of a fell off the bus (XID 79)" },
    });
    const inhibited = await eventually(async () => {
      const response = await fetch(`${alertmanager}/api/v2/alerts?filter=alertname%3D%22GpuNeedsReboot%22`);
      const [alert] = (await response.json()) as { status: { state: string; inhibitedBy: string[] } }[];
      return alert?.status.state === "suppressed" ? alert : undefined;
    }, 60);
    expect(inhibited.status.inhibitedBy).toHaveLength(1);
    expect(JSON.stringify(webhook.messages)).not.toContain("GpuNeedsReboot");
  });

  test("a peer that does not answer is told too", async () => {
    exporter.faults.push(
      'node_amazonefa_unresponsive_remote_events{node="a",pool="train-h200",device="rdmap0s6",port="1"} 3',
    );
    await eventually(() => webhook.about("EfaRemoteUnresponsive"), 90);
  });

  describe("the report, in Chromium", () => {
    const page = join(folder, "report.html");
    let browser: Browser;
    let measured: Measured;

    beforeAll(async () => {
      browser = await launch();
      measured = await measure(await prometheusAt(prometheus), windowTo(new Date(), 300));
      writeFileSync(page, await renderReport({ ...(await subjectOf("stacks/us-east-1.yaml")), measured }));
    });
    afterAll(() => browser?.close());

    test.each(views)("is readable at $width px, $scheme", async (view) => {
      const opened = await open(browser, page, view);
      await expectReadable(opened, view.width, `dashboards-${view.width}-${view.scheme}`);
      await opened.page.context().close();
    });

    test("draws every panel, with a line for each series that Prometheus has, the fault's too", async () => {
      const figures = await figuresOf(browser, page);
      expect(figures.map(({ title }) => title)).toEqual(
        dashboardNames.flatMap((name) => dashboard(name).panels.map(({ title }) => title)),
      );
      const asked = measured.dashboards.flatMap(({ panels }) => panels);
      figures.forEach(({ title, lines, named, more }, index) => {
        const series = (asked[index]?.queries ?? []).flatMap((query) => ("series" in query ? query.series : []));
        // A node that sends no packets sends 0 of 0 again, which is no number.
        const numbers = series.filter(({ values }) => values.some(([, value]) => !Number.isNaN(value)));
        expect({ title, series: named.length + more, lines }).toEqual({
          title,
          series: numbers.length,
          lines: named.length,
        });
      });
      const named = (title: string) => figures.find((figure) => figure.title === title)?.named;
      expect(named("XID errors in the last window")).toEqual(["a GPU 0: XID 79 1", "a GPU 0: XID 94 1"]);
      expect(named("Nodes ready, and the least there should be")).toEqual(
        expect.arrayContaining(["train-h200 ready 4", "train-h200 minimum 4", "serve-l40s ready 2"]),
      );
      expect(figures.find(({ title }) => title === "SM clock, slowest GPUs")?.named).toHaveLength(10);
    });

    test("draws lines where Prometheus' values are", async () => {
      const figures = await figuresOf(browser, page);
      for (const [title, expr] of [
        ["Memory used", "100 * sum(DCGM_FI_DEV_FB_USED) / sum(DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE)"],
        ["GPU utilisation by pool", "avg(DCGM_FI_DEV_GPU_UTIL)"],
        ["Lustre used", "100 - 100 * sum(node_filesystem_avail_bytes{fstype='lustre'}) / 24e12"],
      ] as const) {
        const [answer] = (await query(expr)) as { value: [number, string] }[];
        const drawn = figures.find((figure) => figure.title === title)?.drawn;
        expect(drawn, title).toBeGreaterThan(0.97 * Number(answer?.value[1]));
        expect(drawn, title).toBeLessThan(1.03 * Number(answer?.value[1]));
      }
    });
  });
});

interface Figure {
  title: string;
  named: string[];
  more: number;
  /** Lines with an extent. */
  lines: number;
  /** Where the first line ends, read off the axis. */
  drawn: number;
}

/** What the panels of a page show, measured on the page. */
async function figuresOf(browser: Browser, file: string): Promise<Figure[]> {
  const { page } = await open(browser, file, { width: 1440, scheme: "light" });
  const figures = await page.evaluate<Figure[]>(`[...document.querySelectorAll("figure.panel")].map((figure) => {
    const lines = [...figure.querySelectorAll("svg path[stroke^='var(--line-']")];
    const end = (line) => line.getPointAtLength(line.getTotalLength()).y;
    const ticks = [...figure.querySelectorAll("svg text[text-anchor=end]")]
      .map((text) => ({ value: parseFloat(text.textContent), y: text.transform.baseVal.consolidate().matrix.f }))
      .sort((a, b) => a.value - b.value);
    const [low, high] = [ticks[0], ticks.at(-1)];
    return {
      title: figure.querySelector("figcaption").textContent,
      named: [...figure.querySelectorAll("li.line")].map((item) => item.textContent),
      more: Number(/and (\\d+) more/.exec(figure.textContent)?.[1] ?? 0),
      lines: lines.filter((line) => line.getTotalLength() > 0).length,
      drawn: low.value + ((end(lines[0]) - low.y) / (high.y - low.y)) * (high.value - low.value),
    };
  })`);
  await page.context().close();
  return figures;
}
