import type { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Stack } from "../../spec/stack";
import type { AccountArgs } from "../security/account";
import { alertmanagerConfiguration, alertManagerDefinition, snsReceiver } from "./alertmanager/configuration";
import { operators } from "./alertmanager/routing";
import { AlertReceivers } from "./alertReceivers";
import { ManagedGrafana } from "./grafana/managedGrafana";
import { MetricsExporters } from "./exporters/metricsExporters";
import type { CollectorPlace } from "./prometheus/collector";
import { ManagedPrometheus } from "./prometheus/managedPrometheus";
import { ruleFiles } from "./prometheus/ruleFiles";
import { scrapeConfiguration, scrapeText } from "./prometheus/scrape";

export interface MetricsArgs extends AccountArgs {
  /** Its monitoring, pools and budget decide what is collected, what alerts compare with, and who hears of it. */
  stack: Stack;
  /** KMS keys of metrics and logs, and of topics. */
  logsKeyArn: pulumi.Input<string>;
  messagingKeyArn: pulumi.Input<string>;
  /** The topic of the region's operators. */
  operatorsTopicArn: pulumi.Input<string>;
  /** The cluster's provider, for the exporters. */
  kubernetes: KubernetesProvider;
  clusterName: string;
  place: CollectorPlace;
}

/**
 * The cluster's metrics from exporter to message: exporters, collection, alert rules, and a topic for each team.
 *
 * @example
 * new Metrics("ai", { region: "us-east-1", stack, logsKeyArn, messagingKeyArn, operatorsTopicArn, kubernetes, clusterName: "ai", place });
 */
export class Metrics extends pulumi.ComponentResource {
  readonly receivers: AlertReceivers;
  readonly exporters: MetricsExporters;
  readonly prometheus: ManagedPrometheus;
  /** Where the stack file asks for it. */
  readonly grafana?: ManagedGrafana;

  constructor(name: string, args: MetricsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:Metrics", name, {}, opts);
    const child = { parent: this };
    const { pools, monitoring } = args.stack;
    this.receivers = new AlertReceivers(
      `${name}-receivers`,
      {
        region: args.region,
        accountId: args.accountId,
        messagingKeyArn: args.messagingKeyArn,
        receivers: monitoring.receivers ?? [],
      },
      child,
    );
    this.exporters = new MetricsExporters(`${name}-exporters`, { pools, kubernetes: args.kubernetes }, child);
    this.prometheus = this.createPrometheus(name, args);
    this.grafana = this.createGrafana(name, args);
    this.registerOutputs({ endpoint: this.prometheus.workspace.prometheusEndpoint });
  }

  private createPrometheus(name: string, args: MetricsArgs): ManagedPrometheus {
    const { monitoring, cluster } = args.stack;
    const { retentionDays, scrapeSeconds = 30 } = monitoring.metrics ?? {};
    const configuration = scrapeText(scrapeConfiguration(args.region, args.clusterName, scrapeSeconds));
    return new ManagedPrometheus(
      `${name}-prometheus`,
      {
        keyArn: args.logsKeyArn,
        logsKeyArn: args.logsKeyArn,
        logRetentionDays: cluster.logRetentionDays,
        retentionDays,
        rules: ruleFiles(args.stack),
        alertManager: this.alertManager(args),
        scrape: { ...args.place, configuration },
      },
      { parent: this },
    );
  }

  private createGrafana(name: string, { stack, region, accountId }: MetricsArgs): ManagedGrafana | undefined {
    const { grafana } = stack.monitoring;
    if (!grafana) return undefined;
    const prometheusArn = this.prometheus.workspace.arn;
    return new ManagedGrafana(`${name}-grafana`, { region, accountId, prometheusArn, ...grafana }, { parent: this });
  }

  private alertManager({ stack, region, operatorsTopicArn }: MetricsArgs): pulumi.Output<string> {
    const topics = Object.entries(this.receivers.topics).map(([receiver, { arn }]) => [receiver, arn] as const);
    const arns = pulumi.output(Object.fromEntries([[operators, operatorsTopicArn], ...topics]));
    return arns.apply((byReceiver: Record<string, string>) =>
      alertManagerDefinition(
        alertmanagerConfiguration(stack.monitoring, (receiver) => snsReceiver(byReceiver[receiver] ?? "", region)),
      ),
    );
  }
}
