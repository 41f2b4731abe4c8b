import type { Stack } from "../../../spec/stack";

type Monitoring = Stack["monitoring"];
type AlertRoute = NonNullable<Monitoring["routes"]>[number];
type QuietHours = NonNullable<Monitoring["quietHours"]>[number];

/** The receiver of the region's operators: `alertEmails` of the stack file. */
export const operators = "operators";

/** A node of Alertmanager's routing tree. */
export interface Route {
  receiver?: string;
  matchers?: string[];
  continue?: boolean;
  group_by?: string[];
  group_wait?: string;
  group_interval?: string;
  repeat_interval?: string;
  mute_time_intervals?: string[];
  routes?: Route[];
}

/**
 * The routing tree: critical alerts go to the operators at once, then the first route that matches takes the alert, and
 * the operators take the rest. What quiet hours hold back waits below each, so that critical alerts never do.
 */
export function routingTree({ routes = [], quietHours = [] }: Monitoring): Route {
  return {
    receiver: operators,
    // One message for one cause: a rack that fails takes its nodes, GPUs and jobs along.
    group_by: ["alertname", "pool", "namespace"],
    group_wait: "30s",
    group_interval: "5m",
    // Amazon Managed Service for Prometheus allows five days at most.
    repeat_interval: "1d",
    routes: [
      {
        receiver: operators,
        matchers: ['severity="critical"'],
        group_wait: "10s",
        repeat_interval: "1h",
        continue: true,
      },
      ...routes.map((route) => teamRoute(route, quietHours)),
      { receiver: operators, matchers: ['severity!="critical"'], ...quietChildren(quietHours) },
    ],
  };
}

function teamRoute(route: AlertRoute, quietHours: QuietHours[]): Route {
  const labels = { severity: route.severities, concern: route.concerns, namespace: route.namespaces };
  const matchers = Object.entries(labels).flatMap(([label, values]) => (values ? [oneOf(label, values)] : []));
  return { receiver: route.to, ...(matchers.length > 0 && { matchers }), ...quietChildren(quietHours) };
}

/** Severities that wait in the same quiet hours share a child: an alert goes to the first that takes it. */
function quietChildren(quietHours: QuietHours[]): { routes?: Route[] } {
  const children = (["warning", "info"] as const).flatMap((severity) => {
    const names = quietHours
      .filter(({ severities = ["warning", "info"] }) => severities.includes(severity))
      .map(({ name }) => name);
    return names.length > 0 ? [{ matchers: [oneOf("severity", [severity])], mute_time_intervals: names }] : [];
  });
  return children.length > 0 ? { routes: children } : {};
}

function oneOf(label: string, values: string[]): string {
  return values.length === 1 ? `${label}="${values[0]}"` : `${label}=~"${values.join("|")}"`;
}
