import { stringify } from "yaml";
import type { Stack } from "../../../spec/stack";
import { timeInterval } from "./quietHours";
import { operators, routingTree } from "./routing";

/** What a receiver's messages go through, in Alertmanager's own form: `sns_configs`, `webhook_configs`… */
export type ReceiverConfiguration = (receiver: string) => Record<string, unknown>;

/** Alertmanager's configuration: who gets what, what waits, and which alert makes which others needless. */
export function alertmanagerConfiguration(monitoring: Stack["monitoring"], configure: ReceiverConfiguration) {
  const { receivers = [], quietHours = [] } = monitoring;
  return {
    route: routingTree(monitoring),
    receivers: [operators, ...receivers.map(({ name }) => name)].map((name) => ({ name, ...configure(name) })),
    inhibit_rules: inhibitions,
    ...(quietHours.length > 0 && { time_intervals: quietHours.map(timeInterval) }),
  };
}

/** What follows from a cause that is already told. A source must name what it shares with its targets. */
const inhibitions = [
  {
    source_matchers: ['alertname="NodeNotReady"', 'node!=""'],
    target_matchers: ['severity=~"warning|info"'],
    equal: ["node"],
  },
  {
    source_matchers: ['alertname=~"GpuFellOffBus|GpuNeedsReplacement|GpuRowRemapFailed"', 'gpu!=""'],
    target_matchers: ['concern="gpu"', 'severity=~"warning|info"'],
    equal: ["node", "gpu"],
  },
  {
    source_matchers: ['alertname="TrainingStalled"', 'jobset!=""'],
    target_matchers: ['concern="training"', 'severity=~"warning|info"'],
    equal: ["namespace", "jobset"],
  },
  {
    source_matchers: ['alertname="LustreFull"'],
    target_matchers: ['alertname="LustreNearlyFull"'],
    equal: ["device"],
  },
  {
    source_matchers: ['alertname="ErrorBudgetBurnsFast"', 'service!=""'],
    target_matchers: ['alertname="ErrorBudgetBurnsSlowly"'],
    equal: ["namespace", "service"],
  },
  {
    source_matchers: ['alertname="CapacityBlockEndsSoon"', 'pool!=""'],
    target_matchers: ['alertname=~"CapacityBlockEnds|PoolBelowDesired"'],
    equal: ["pool"],
  },
  {
    source_matchers: ['alertname="CertificateExpiresSoon"'],
    target_matchers: ['alertname="CertificateExpires"'],
    equal: ["namespace", "name"],
  },
];

/** Messages to an SNS topic: a subject that fits its 100 characters, then a line an alert with the page to open. */
export function snsReceiver(topicArn: string, region: string): Record<string, unknown> {
  return {
    sns_configs: [
      {
        topic_arn: topicArn,
        sigv4: { region },
        subject: "{{ .Status }}: {{ .CommonLabels.alertname }} ({{ len .Alerts }})",
        message:
          "{{ range .Alerts }}{{ .Status }} {{ .Labels.severity }}: {{ .Annotations.summary }}\n{{ .Annotations.runbook }}\n\n{{ end }}",
        send_resolved: true,
      },
    ],
  };
}

export function alertmanagerText(configuration: ReturnType<typeof alertmanagerConfiguration>): string {
  return stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** As `AlertManagerDefinition` takes it: the configuration is a text within. */
export function alertManagerDefinition(configuration: ReturnType<typeof alertmanagerConfiguration>): string {
  return stringify({ alertmanager_config: alertmanagerText(configuration) }, { lineWidth: 0 });
}
