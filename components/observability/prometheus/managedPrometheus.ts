import * as amp from "@pulumi/aws/amp";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { type CollectorPlace, collector } from "./collector";

export interface ManagedPrometheusArgs {
  /** KMS key of the metrics; whoever deploys must be allowed to use it through Amazon Managed Service for Prometheus. */
  keyArn: pulumi.Input<string>;
  /** KMS key of its logs; its policy lets CloudWatch Logs use it. */
  logsKeyArn: pulumi.Input<string>;
  /** Days that logs are kept: a period that CloudWatch Logs accepts. */
  logRetentionDays: number;
  /** Days that metrics are kept. Default: 150. */
  retentionDays?: number;
  /** Rule files by namespace, as `ruleFiles` renders them. */
  rules: Record<string, string>;
  /** As `alertManagerDefinition` renders it. */
  alertManager: pulumi.Input<string>;
  /** What to collect, as `scrapeText` renders it, and where. */
  scrape: CollectorPlace & { configuration: string };
}

/**
 * Amazon Managed Service for Prometheus: an encrypted workspace, the agentless collector of one cluster, alert rules and
 * the Alertmanager that routes them. What rules and Alertmanager fail at is logged.
 *
 * @example
 * new ManagedPrometheus("ai", {
 *   keyArn: key.arn, logsKeyArn: logsKey.arn, logRetentionDays: 90,
 *   rules: ruleFiles(stack), alertManager: alertManagerDefinition(configuration),
 *   scrape: { clusterArn, vpcId, subnetIds: [a, b], nodeSecurityGroupId, apiSecurityGroupId, configuration: scrapeText(scrape) },
 * });
 */
export class ManagedPrometheus extends pulumi.ComponentResource {
  readonly workspace: amp.Workspace;
  readonly logGroup: cloudwatch.LogGroup;
  /** By rule file. */
  readonly rules: Record<string, amp.RuleGroupNamespace>;
  readonly alertManager: amp.AlertManagerDefinition;
  readonly scraper: amp.Scraper;

  constructor(name: string, args: ManagedPrometheusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:ManagedPrometheus", name, {}, opts);
    const child = { parent: this };
    this.logGroup = new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        // The service writes only to groups of this prefix.
        name: `/aws/vendedlogs/prometheus/${name}`,
        kmsKeyId: args.logsKeyArn,
        retentionInDays: args.logRetentionDays,
      },
      child,
    );
    this.workspace = this.createWorkspace(name, args);
    const workspaceId = this.workspace.id;
    this.rules = Object.fromEntries(
      Object.entries(args.rules).map(([rules, data]) => [
        rules,
        new amp.RuleGroupNamespace(`${name}-rules-${rules}`, { name: rules, workspaceId, data }, child),
      ]),
    );
    this.alertManager = new amp.AlertManagerDefinition(
      `${name}-alertmanager`,
      { workspaceId, definition: args.alertManager },
      child,
    );
    this.scraper = collector(name, args.scrape, args.scrape.configuration, this.workspace.arn, child);
    this.registerOutputs({ endpoint: this.workspace.prometheusEndpoint, workspaceId });
  }

  private createWorkspace(name: string, { keyArn, retentionDays = 150 }: ManagedPrometheusArgs): amp.Workspace {
    const child = { parent: this };
    const workspace = new amp.Workspace(
      `${name}-workspace`,
      {
        alias: name,
        kmsKeyArn: keyArn,
        loggingConfiguration: { logGroupArn: pulumi.interpolate`${this.logGroup.arn}:*` },
      },
      child,
    );
    new amp.WorkspaceConfiguration(
      `${name}-retention`,
      { workspaceId: workspace.id, retentionPeriodInDays: retentionDays },
      child,
    );
    return workspace;
  }
}
