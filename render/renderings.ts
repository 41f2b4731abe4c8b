import type { Rendering, Subject } from "./rendering";

/** By the name that `aidc render --only` takes. Each module is loaded only when it is asked for. */
export const renderings = {
  alertmanager: async (subject: Subject) => (await import("./alertmanager.js")).alertmanager(subject),
  grafana: async (subject: Subject) => (await import("./grafana.js")).grafana(subject),
  hadoop: async (subject: Subject) => (await import("./hadoop.js")).hadoop(subject),
  kubernetes: async (subject: Subject) => (await import("./kubernetes.js")).kubernetes(subject),
  prometheus: async (subject: Subject) => (await import("./prometheus.js")).prometheus(subject),
} satisfies Record<string, Rendering>;

export type RenderingName = keyof typeof renderings;

export const renderingNames = Object.keys(renderings) as RenderingName[];
