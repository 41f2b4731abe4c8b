import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  alertManagerDefinition,
  alertmanagerConfiguration,
  snsReceiver,
} from "../../../components/observability/alertmanager/configuration";
import { timeInterval } from "../../../components/observability/alertmanager/quietHours";
import { routingTree } from "../../../components/observability/alertmanager/routing";
import { parse } from "yaml";

const night = { name: "night", from: "20:00", to: "07:00", timeZone: "Europe/Berlin" };

describe("routingTree", () => {
  test("gives the operators what is critical and what no team takes", () => {
    expect(routingTree({ alertEmails: [] }).routes).toEqual([
      {
        receiver: "operators",
        matchers: ['severity="critical"'],
        group_wait: "10s",
        repeat_interval: "1h",
        continue: true,
      },
      { receiver: "operators", matchers: ['severity!="critical"'] },
    ]);
  });

  test("gives a team what its route says, and lets only what may wait be quiet", () => {
    const { routes } = routingTree({
      alertEmails: [],
      receivers: [{ name: "research", emails: [] }],
      routes: [{ to: "research", concerns: ["training", "queues"], namespaces: ["research"] }],
      quietHours: [{ ...night, severities: ["info"] }],
    });
    const quiet = [{ matchers: ['severity="info"'], mute_time_intervals: ["night"] }];
    expect(routes?.slice(1)).toEqual([
      {
        receiver: "research",
        matchers: ['concern=~"training|queues"', 'namespace="research"'],
        routes: quiet,
      },
      { receiver: "operators", matchers: ['severity!="critical"'], routes: quiet },
    ]);
  });
});

describe("timeInterval", () => {
  test("splits a night into its evening and the next morning", () => {
    expect(timeInterval({ ...night, weekdays: ["friday", "saturday"] })).toEqual({
      name: "night",
      time_intervals: [
        {
          times: [{ start_time: "20:00", end_time: "24:00" }],
          weekdays: ["friday", "saturday"],
          location: "Europe/Berlin",
        },
        {
          times: [{ start_time: "00:00", end_time: "07:00" }],
          weekdays: ["saturday", "sunday"],
          location: "Europe/Berlin",
        },
      ],
    });
  });

  test("holds exactly the minutes from `from` to `to`", () => {
    const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((of) => {
      const [hour, minute] = [Math.floor(of / 60), of % 60].map((part) => String(part).padStart(2, "0"));
      return `${hour}:${minute}`;
    });
    fc.assert(
      fc.property(time, time, (from, to) => {
        fc.pre(from !== to);
        const length = timeInterval({ ...night, from, to }).time_intervals.reduce(
          (sum, { times: [range] }) => sum + minutes(range?.end_time ?? "") - minutes(range?.start_time ?? ""),
          0,
        );
        expect(length).toBe((minutes(to) - minutes(from) + 24 * 60) % (24 * 60));
      }),
    );
  });
});

describe("alertmanagerConfiguration", () => {
  const configuration = alertmanagerConfiguration(
    { alertEmails: [], receivers: [{ name: "research", emails: [] }] },
    (name) => snsReceiver(`arn:${name}`, "us-east-1"),
  );

  test("has a receiver for the operators and for each team", () => {
    expect(configuration.receivers).toMatchObject([
      { name: "operators", sns_configs: [{ topic_arn: "arn:operators", sigv4: { region: "us-east-1" } }] },
      { name: "research", sns_configs: [{ topic_arn: "arn:research" }] },
    ]);
  });

  test("inhibits only where cause and effect name what they share", () => {
    for (const { equal } of configuration.inhibit_rules) expect(equal.length).toBeGreaterThan(0);
  });

  test("goes into a definition as a text", () => {
    const { alertmanager_config } = parse(alertManagerDefinition(configuration)) as { alertmanager_config: string };
    expect(parse(alertmanager_config)).toEqual(configuration);
  });
});
