import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Stack } from "../stack";

/** Passes when every alert route names a receiver of the file. */
export function routesReachReceivers({ monitoring }: Stack): Finding[] {
  const receivers = (monitoring.receivers ?? []).map(({ name }) => name);
  return (monitoring.routes ?? []).flatMap(({ to }, index) => {
    if (receivers.includes(to)) return [];
    const hint = didYouMean(to, receivers);
    const path = ["monitoring", "routes", index, "to"];
    return [{ path, message: "is not a receiver of this file", found: to, allowed: receivers, ...(hint && { hint }) }];
  });
}

/** Passes when no route stands behind one that takes everything. */
export function routesReachable({ monitoring }: Stack): Finding[] {
  const routes = monitoring.routes ?? [];
  const greedy = routes.findIndex(({ severities, concerns, namespaces }) => !severities && !concerns && !namespaces);
  return greedy === -1 || greedy === routes.length - 1
    ? []
    : [
        {
          path: ["monitoring", "routes", greedy],
          message: "takes every alert: no route behind it is ever reached. Put it last, or say what it takes",
          found: routes[greedy]?.to ?? "",
        },
      ];
}

/** Passes when quiet hours begin and end at different times, in a time zone that exists. */
export function quietHoursMakeSense({ monitoring }: Stack): Finding[] {
  return (monitoring.quietHours ?? []).flatMap(({ from, to, timeZone }, index) => {
    const path = ["monitoring", "quietHours", index];
    return [
      ...(from === to ? [{ path: [...path, "to"], message: "is `from` too: no time at all", found: to }] : []),
      ...(isTimeZone(timeZone)
        ? []
        : [{ path: [...path, "timeZone"], message: "is not a time zone of the IANA database", found: timeZone }]),
    ];
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
