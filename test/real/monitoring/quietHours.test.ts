import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  alertmanagerConfiguration,
  alertmanagerText,
} from "../../../components/observability/alertmanager/configuration";
import { freePort } from "../freePort";
import { eventually, programs } from "./programs";
import { Webhook } from "./webhook";

const folder = mkdtempSync(join(tmpdir(), "aidc-quiet-"));
const webhook = new Webhook();
const hour = 3_600_000;
let alertmanager = "";
let process: ChildProcess;

/** The time of day so many hours from now, in UTC. */
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString().slice(11, 16);

beforeAll(async () => {
  const { start } = programs();
  await webhook.listen();
  const port = await freePort();
  alertmanager = `http://127.0.0.1:${port}`;
  const configuration = alertmanagerConfiguration(
    {
      alertEmails: [],
      quietHours: [
        { name: "now", from: inHours(-2), to: inHours(2), timeZone: "UTC", severities: ["warning"] },
        { name: "later", from: inHours(6), to: inHours(8), timeZone: "UTC", severities: ["info"] },
      ],
    },
    () => ({ webhook_configs: [{ url: webhook.url }] }),
  );
  writeFileSync(join(folder, "alertmanager.yaml"), alertmanagerText(configuration));
  process = start("alertmanager", [
    `--config.file=${join(folder, "alertmanager.yaml")}`,
    `--storage.path=${join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    "--cluster.listen-address=",
  ]);
  await eventually(async () => (await fetch(`${alertmanager}/-/ready`)).ok || undefined, 120);
});

afterAll(async () => {
  if (process?.kill()) await once(process, "exit");
  webhook.close();
  rmSync(folder, { recursive: true, force: true });
});

test("quiet hours hold back what may wait while they last, and nothing else", async () => {
  const alerts = Object.entries({ Burns: "critical", Wears: "warning", Notes: "info" }).map(
    ([alertname, severity]) => ({ labels: { alertname, severity, concern: "gpu" } }),
  );
  const answer = await fetch(`${alertmanager}/api/v2/alerts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(alerts),
  });
  expect(answer.status).toBe(200);
  // A note waits as long for others of its group as a warning does: once it is here, the warning would be too.
  await eventually(() => webhook.about("Notes"), 90);
  await new Promise((resolve) => setTimeout(resolve, 5000));
  expect(webhook.about("Burns")?.receiver).toBe("operators");
  expect(webhook.about("Wears")).toBeUndefined();
});
