import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";
import type { Facts } from "./facts";

/** What an alert is about: each has its file, `catalog/alerts/<concern>.yaml`. */
export const alertConcerns = [
  "capacity",
  "certificates",
  "collection",
  "fabric",
  "gpu",
  "nodes",
  "queues",
  "serving",
  "storage",
  "training",
] as const;
export type AlertConcern = (typeof alertConcerns)[number];

export type AlertSeverity = "critical" | "warning" | "info";

/** A Prometheus alerting rule with the page that says what to do, and the series that prove it. */
export interface Alert {
  /** The rule's name. */
  alert: string;
  severity: AlertSeverity;
  /** PromQL; whatever it returns is wrong. */
  expr: string;
  /** How long it must stay wrong, as Prometheus writes durations. Default: not at all. */
  for?: string;
  /** Template of one sentence. */
  summary: string;
  /** A page in `docs/runbooks/`, without its ending. */
  runbook: string;
  /** Keys of the file's sources: where the metrics and the meaning of their values were read. */
  sources: string[];
  test: AlertTest;
}

/** Series in promtool's notation, a sample a minute, looked at after a time. */
export interface AlertTest {
  at: string;
  /** The alert must not fire on these. */
  healthy: string[];
  /** On these it must, exactly as `fires` says. */
  faulty: string[];
  fires: { labels: Record<string, string>; summary: string }[];
}

export interface AlertFile extends Facts {
  concern: AlertConcern;
  alerts: Alert[];
}

export interface RecordingRule {
  record: string;
  expr: string;
  labels?: Record<string, string>;
}

export function alertFile(concern: AlertConcern): AlertFile {
  return { concern, ...read<Omit<AlertFile, "concern">>(concern) };
}

/** Every concern's alerts, in the order of `alertConcerns`. */
export function alertFiles(): AlertFile[] {
  return alertConcerns.map(alertFile);
}

/** What several alerts and dashboards share, computed once. */
export function recordingRules(): RecordingRule[] {
  return read<{ rules: RecordingRule[] }>("recording").rules;
}

const fromPackage = createRequire(__filename);

/** The build leaves these files as JSON beside this one, which takes a program a hundredth of the time to read. */
function read<T>(name: string): T {
  const compiled = join(__dirname, "alerts", `${name}.json`);
  if (existsSync(compiled)) return JSON.parse(readFileSync(compiled, "utf8")) as T;
  return parse(readFileSync(fromPackage.resolve(`#alerts/${name}.yaml`), "utf8")) as T;
}
