import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Provider } from "@pulumi/kubernetes/provider";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { alertFiles } from "../../../catalog/alerts";
import { dcgmCountersCsv, dcgmFields } from "../../../components/observability/exporters/dcgmCounters";
import { efaCountersScript } from "../../../components/observability/exporters/efaCounters";
import { Metrics } from "../../../components/observability/metrics";
import { loadStack } from "../../../spec/load";
import { find, names, register, statement } from "../harness";

const { stack } = loadStack("stacks/us-east-1.yaml");
const monitoring = { ...stack.monitoring, receivers: [{ name: "research", emails: ["research@example.com"] }] };

const metrics = (pools = stack.pools) =>
  register(
    (opts) =>
      void new Metrics(
        "ai",
        {
          region: "us-east-1",
          accountId: "111122223333",
          stack: { ...stack, pools, monitoring },
          logsKeyArn: "arn:logs-key",
          messagingKeyArn: "arn:messaging-key",
          operatorsTopicArn: "arn:operators",
          kubernetes: new Provider("kubernetes", {}),
          clusterName: "ai",
          place: {
            clusterArn: "arn:cluster",
            vpcId: "vpc-1",
            subnetIds: ["subnet-a", "subnet-b"],
            nodeSecurityGroupId: "sg-nodes",
            apiSecurityGroupId: "sg-api",
          },
        },
        opts,
      ),
  );

describe("Metrics", () => {
  test("keeps metrics in an encrypted workspace whose failures are logged", async () => {
    const registered = await metrics();
    expect(find(registered, "aws:amp/workspace:Workspace", "ai-prometheus-workspace").inputs).toEqual({
      alias: "ai-prometheus",
      kmsKeyArn: "arn:logs-key",
      loggingConfiguration: { logGroupArn: "arn:ai-prometheus-logs:*" },
    });
    expect(find(registered, "aws:cloudwatch/logGroup:LogGroup", "ai-prometheus-logs").inputs).toMatchObject({
      name: "/aws/vendedlogs/prometheus/ai-prometheus",
      kmsKeyId: "arn:logs-key",
      retentionInDays: 365,
    });
  });

  test("collects from the exporters' ports and the API server, and from nothing else", async () => {
    const registered = await metrics();
    const out = registered.filter(({ type }) => type === "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(out.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort, inputs.toPort])).toEqual([
      ["sg-api", 443, 443],
      ["sg-nodes", 9400, 9400],
      ["sg-nodes", 9100, 9100],
      ["sg-nodes", 8080, 8080],
      ["sg-nodes", 8443, 8443],
    ]);
    const { source, destination, scrapeConfiguration } = find(
      registered,
      "aws:amp/scraper:Scraper",
      "ai-prometheus-collector",
    ).inputs;
    expect(source).toEqual({
      eks: {
        clusterArn: "arn:cluster",
        subnetIds: ["subnet-a", "subnet-b"],
        securityGroupIds: ["ai-prometheus-collector-id"],
      },
    });
    expect(destination).toEqual({ amp: { workspaceArn: "arn:ai-prometheus-workspace" } });
    const { global, scrape_configs } = parse(String(scrapeConfiguration)) as {
      global: unknown;
      scrape_configs: { job_name: string }[];
    };
    expect(global).toEqual({ scrape_interval: "30s", external_labels: { region: "us-east-1", cluster: "ai" } });
    expect(scrape_configs.map(({ job_name }) => job_name)).toContain("dcgm-exporter");
  });

  test("routes alerts to the operators' topic and to each team's own", async () => {
    const registered = await metrics();
    const { definition } = find(
      registered,
      "aws:amp/alertManagerDefinition:AlertManagerDefinition",
      "ai-prometheus-alertmanager",
    ).inputs;
    const { alertmanager_config } = parse(String(definition)) as { alertmanager_config: string };
    expect((parse(alertmanager_config) as { receivers: unknown }).receivers).toMatchObject([
      { name: "operators", sns_configs: [{ topic_arn: "arn:operators" }] },
      { name: "research", sns_configs: [{ topic_arn: "arn:ai-receivers-research-alarms" }] },
    ]);
    const { policy } = find(
      registered,
      "aws:sns/topicPolicy:TopicPolicy",
      "ai-receivers-research-alarms-policy",
    ).inputs;
    expect(statement(policy, "Prometheus")).toMatchObject({
      Principal: { Service: "aps.amazonaws.com" },
      Action: ["sns:Publish", "sns:GetTopicAttributes"],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:aps:us-east-1:111122223333:workspace/*" },
      },
    });
  });

  test("evaluates every concern's rules, the shared ones and the stack's figures", async () => {
    const expected = [...alertFiles().map(({ concern }) => concern), "shared", "stack"].sort();
    expect(names(await metrics(), "aws:amp/ruleGroupNamespace:RuleGroupNamespace")).toEqual(
      expected.map((name) => `ai-prometheus-rules-${name}`),
    );
  });

  test("brings dcgm-exporter only where a pool has NVIDIA GPUs", async () => {
    const releases = async (instanceType: string) =>
      names(await metrics([{ name: "one", instanceType, nodes: 1 }]), "kubernetes:helm.sh/v3:Release");
    expect(await releases("g6e.12xlarge")).toContain("ai-exporters-dcgm-exporter");
    expect(await releases("trn2.48xlarge")).not.toContain("ai-exporters-dcgm-exporter");
  });
});

test("dcgm-exporter reads every field that an alert needs, each in its own line", () => {
  const read = alertFiles().flatMap(({ alerts }) => alerts.flatMap(({ expr }) => expr.match(/DCGM_\w+/g) ?? []));
  expect([...new Set(read)].filter((field) => !dcgmFields.includes(field))).toEqual([]);
  for (const line of dcgmCountersCsv().trimEnd().split("\n")) {
    expect(line).toMatch(/^DCGM_[A-Z0-9_]+, (gauge|counter), [^,]+$/);
  }
});

describe("efaCountersScript", () => {
  const folder = mkdtempSync(join(tmpdir(), "aidc-efa-"));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  test("writes the kernel's counters under the names that alerts read, and only numbers", () => {
    write("sys/class/infiniband/rdmap0s6/ports/1/hw_counters/rx_drops", "7\n");
    write("sys/class/infiniband/rdmap0s6/ports/1/hw_counters/tx_pkts", "900\n");
    write("sys/class/infiniband/rdmap0s6/ports/1/hw_counters/lifespan", "N/A (no PMA)\n");
    execFileSync("sh", ["-c", efaCountersScript(join(folder, "sys"), folder)]);
    expect(readFileSync(join(folder, "efa.prom"), "utf8")).toBe(
      [
        'node_amazonefa_rx_drops{device="rdmap0s6",port="1"} 7',
        'node_amazonefa_tx_pkts{device="rdmap0s6",port="1"} 900',
        "",
      ].join("\n"),
    );
    execFileSync("sh", ["-c", efaCountersScript(join(folder, "none"), folder)]);
    expect(readFileSync(join(folder, "efa.prom"), "utf8")).toBe("");
    rmSync(folder, { recursive: true });
  });
});
