import type * as budgets from "@pulumi/aws/budgets";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { type AccountArgs, accountOf } from "../security/account";
import { PolicyDocuments } from "../security/policyDocuments";
import { alarmTopic } from "./alarmTopic";
import { type Watched, alarm, bucketAlarms, clusterAlarms, natAlarms, requestMetrics } from "./alarms";
import { anomalies, anomalyAlarm } from "./anomalyAlarms";
import { dashboardBody } from "./dashboard";
import { eventRules } from "./eventAlarms";
import { monthlyBudget } from "./monthlyBudget";
import { trailAlarms } from "./trailAlarms";

export interface BaselineMonitoringArgs extends AccountArgs {
  /** KMS key of the topic; its policy lets CloudWatch, EventBridge and Budgets use it. */
  messagingKeyArn: pulumi.Input<string>;
  /** Addresses that alarms go to. */
  emails: readonly string[];
  watched: Watched;
  /** Monthly limit, US dollars. */
  monthlyBudgetUSD: number;
  /** The budget counts what carries this `aidc:stack` tag: activate it as a cost allocation tag. */
  stackName: string;
}

/**
 * One encrypted topic, and what tells it: alarms on the network, the cluster, buckets and the trail, security and
 * health events, and the budget. With a dashboard of the same figures.
 *
 * @example
 * new BaselineMonitoring("ai", {
 *   region: "us-east-1", messagingKeyArn: keys.keys.messaging.arn, emails: ["oncall@example.com"],
 *   watched: { natGatewayIds: { "use1-az4": nat.id }, clusterName: "ai", bucketNames: { raw: raw.bucket } },
 *   monthlyBudgetUSD: 250000, stackName: "us-east-1",
 * });
 */
export class BaselineMonitoring extends pulumi.ComponentResource {
  readonly topic: sns.Topic;
  /** By what they watch, for example `nat-use1-az4-ports`. */
  readonly alarms: Record<string, cloudwatch.MetricAlarm>;
  readonly rules: cloudwatch.EventRule[];
  readonly dashboard: cloudwatch.Dashboard;
  readonly budget: budgets.Budget;

  constructor(name: string, args: BaselineMonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aidc:observability:BaselineMonitoring", name, {}, opts);
    const child = { parent: this };
    const policies = new PolicyDocuments();

    const topicArgs = { keyArn: args.messagingKeyArn, emails: args.emails };
    const { topic, policy } = alarmTopic(name, topicArgs, accountOf(args, this), policies, child);
    this.topic = topic;
    requestMetrics(name, args.watched, child);
    this.alarms = this.createAlarms(name, args.watched);
    this.rules = eventRules(name, topic.arn, child);
    this.dashboard = this.createDashboard(name, args);
    this.budget = this.createBudget(name, args, policy);

    this.registerOutputs({ topicArn: topic.arn, policyDocuments: policies.byProperty });
  }

  /** Alarms that say users are hit: what stops an experiment. */
  get stopAlarmArns(): pulumi.Output<string>[] {
    return ["api-errors", "api-storage"].flatMap((label) => this.alarms[label]?.arn ?? []);
  }

  private createAlarms(name: string, watched: Watched): Record<string, cloudwatch.MetricAlarm> {
    const child = { parent: this };
    const { trailLogGroupName } = watched;
    const specs = {
      ...natAlarms(watched),
      ...clusterAlarms(watched),
      ...bucketAlarms(watched),
      ...(trailLogGroupName && trailAlarms(name, `aidc/${name}`, trailLogGroupName, child)),
    };
    const { arn } = this.topic;
    return Object.fromEntries([
      ...Object.entries(specs).map(([label, spec]) => [label, alarm(`${name}-${label}`, spec, arn, child)] as const),
      ...Object.entries(anomalies(watched)).map(
        ([label, spec]) => [label, anomalyAlarm(`${name}-${label}`, spec, arn, child)] as const,
      ),
    ]);
  }

  private createDashboard(name: string, { region, watched }: BaselineMonitoringArgs): cloudwatch.Dashboard {
    return new cloudwatch.Dashboard(
      `${name}-dashboard`,
      { dashboardName: name, dashboardBody: pulumi.jsonStringify(dashboardBody(region, watched)) },
      { parent: this },
    );
  }

  private createBudget(name: string, args: BaselineMonitoringArgs, topicPolicy: sns.TopicPolicy): budgets.Budget {
    const tag = { key: "aidc:stack", value: args.stackName };
    return monthlyBudget(
      `${name}-budget`,
      { limitUSD: args.monthlyBudgetUSD, tag, topicArn: this.topic.arn, topicPolicy },
      { parent: this },
    );
  }
}
