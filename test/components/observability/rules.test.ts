import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { alertConcerns, alertFile, alertFiles, recordingRules } from "../../../catalog/alerts";
import { ruleFiles } from "../../../components/observability/prometheus/ruleFiles";
import { alertRules, runbookPage } from "../../../components/observability/prometheus/rules";
import { stackFacts } from "../../../components/observability/prometheus/stackFacts";
import { loadStack } from "../../../spec/load";
import type { Pool, Stack } from "../../../spec/stack";

const { stack } = loadStack("stacks/us-east-1.yaml");
const alerts = alertFiles().flatMap((file) => file.alerts.map((alert) => ({ ...alert, file })));

describe("the alerts of the catalogue", () => {
  test("are one file a concern, each name once", () => {
    const files = readdirSync("catalog/alerts").filter((name) => name !== "recording.yaml");
    expect(files.sort()).toEqual(alertConcerns.map((concern) => `${concern}.yaml`));
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    const schema = readFileSync("spec/stack.schema.json", "utf8");
    const { definitions } = JSON.parse(schema) as {
      definitions: { AlertRoute: { properties: { concerns: { items: { enum: string[] } } } } };
    };
    expect(definitions.AlertRoute.properties.concerns.items.enum).toEqual([...alertConcerns]);
  });

  test.each(alerts)("$alert has a severity, a source that is described, and a runbook that names it", (alert) => {
    expect(["critical", "warning", "info"]).toContain(alert.severity);
    expect(alert.sources.length).toBeGreaterThan(0);
    for (const source of alert.sources)
      expect(alert.file.sources[source]).toMatchObject({ read: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(alert.test.fires.length).toBeGreaterThan(0);
    expect(existsSync(runbookPage(alert))).toBe(true);
    expect(readFileSync(runbookPage(alert), "utf8")).toContain(`\`${alert.alert}\``);
  });

  test("leave no runbook without a link or an alert", () => {
    const pages = readdirSync("docs/runbooks").filter((name) => name !== "README.md");
    const text = pages.map((page) => readFileSync(`docs/runbooks/${page}`, "utf8")).join("\n");
    const used = new Set([...alerts.map(({ runbook }) => `${runbook}.md`), ...(text.match(/[a-z-]+\.md/g) ?? [])]);
    expect(pages.filter((page) => !used.has(page))).toEqual([]);
    for (const link of text.match(/\]\(([a-z-]+\.md)\)/g) ?? []) expect(pages).toContain(link.slice(2, -1));
  });

  test("read only recorded series that some rule records", () => {
    const recorded = new Set([...recordingRules(), ...stackFacts(withBlock())].map(({ record }) => record));
    const read = alerts.flatMap(({ expr }) => expr.match(/aidc:[a-zA-Z0-9_:]+/g) ?? []);
    expect([...new Set(read)].filter((name) => !recorded.has(name))).toEqual([]);
  });
});

describe("alertRules", () => {
  test("carry what they are routed by, and the page that says what to do", () => {
    const { groups } = alertRules({ ...alertFile("nodes"), alerts: alertFile("nodes").alerts.slice(0, 1) });
    expect(groups).toEqual([
      {
        name: "nodes",
        rules: [
          {
            alert: "NodeNotReady",
            expr: 'max by (node) (kube_node_status_condition{condition="Ready", status="true"}) == 0',
            for: "5m",
            labels: { severity: "critical", concern: "nodes" },
            annotations: {
              summary: "Node {{ $labels.node }} is not ready",
              runbook: "docs/runbooks/node-not-ready.md",
            },
          },
        ],
      },
    ]);
  });
});

function withBlock(): Stack {
  const capacity: Pool["capacity"] = {
    block: "cr-0123456789abcdef0",
    startsAt: "2026-12-01T11:30:00Z",
    endsAt: "2026-12-15T11:30:00Z",
  };
  return {
    ...stack,
    pools: [{ name: "train", instanceType: "p5en.48xlarge", nodes: { min: 1, max: 4 }, zone: "use1-az6", capacity }],
  };
}

describe("stackFacts", () => {
  test("state the file's figures as series", () => {
    const value = (record: string) => stackFacts(withBlock()).find((rule) => rule.record === record);
    expect(value("aidc:budget_monthly_usd")).toEqual({ record: "aidc:budget_monthly_usd", expr: "vector(400000)" });
    expect(value("aidc:pool_nodes_minimum")).toMatchObject({ expr: "vector(1)", labels: { pool: "train" } });
    expect(value("aidc:pool_efa_interfaces")).toMatchObject({ expr: "vector(16)" });
    expect(value("aidc:pool_capacity_block_end_seconds")).toMatchObject({ expr: "vector(1797334200)" });
    expect(value("aidc:serving_availability_objective")).toMatchObject({ expr: "vector(0.999)" });
  });

  test("leave out what the catalogue lacks", () => {
    const pools: Pool[] = [{ name: "serve", instanceType: "g6e.12xlarge", nodes: 2 }];
    const records = stackFacts({ ...stack, region: "eu-north-9", pools }).map(({ record }) => record);
    expect(records).not.toContain("aidc:pool_node_hour_usd");
    expect(records).not.toContain("aidc:pool_efa_interfaces");
    expect(records).toContain("aidc:pool_nodes_minimum");
  });
});

describe("ruleFiles", () => {
  test("are what they were, byte for byte, and read back as they are", () => {
    expect(ruleFiles(stack)).toEqual(ruleFiles(stack));
    for (const [name, text] of Object.entries(ruleFiles(stack))) {
      expect((parse(text) as { groups: { name: string }[] }).groups[0]?.name).toBe(name);
    }
  });
});
