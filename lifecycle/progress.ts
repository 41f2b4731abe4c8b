import type { EngineEvent, Step } from "../engine/engine";
import { parseUrn } from "../engine/urn";
import { kindOf } from "../plan/components";
import { clock } from "../plan/render/words";

/** What a step is called while it runs, and once it has ended. */
const words: Record<Step["op"], { now: string; done: string }> = {
  create: { now: "creating", done: "created" },
  update: { now: "updating", done: "updated" },
  replace: { now: "making anew", done: "made anew" },
  delete: { now: "deleting", done: "deleted" },
  read: { now: "reading", done: "read" },
  refresh: { now: "asking about", done: "asked about" },
};

/** Something that ended, for a line of its own. */
export interface Milestone {
  state: "done" | "failed" | "warning";
  text: string;
}

/** Follows a deployment by its events: how far it is, what it does now and since when. Times are in milliseconds. */
export class DeploymentProgress {
  private readonly running = new Map<string, { step: Step; since: number }>();
  private readonly ended = new Set<string>();

  /** `expected`: URNs of the resources that are to change. */
  constructor(
    private readonly stack: string,
    private readonly expected: ReadonlySet<string>,
    private readonly begun: number,
  ) {}

  take(event: EngineEvent, now: number): Milestone | undefined {
    if (event.kind === "diagnostic") {
      const { severity, message, urn } = event.diagnostic;
      if (severity !== "error" && severity !== "warning") return undefined;
      const of = urn === undefined ? "" : `${parseUrn(urn).name}: `;
      return { state: severity === "error" ? "failed" : "warning", text: `${of}${message}` };
    }
    if (event.kind !== "step") return undefined;
    const { step, state } = event;
    const key = `${step.op} ${step.urn}`;
    if (state === "started") {
      this.running.set(key, { step, since: now });
      return undefined;
    }
    const { since } = this.running.get(key) ?? { since: now };
    this.running.delete(key);
    // Why it failed, a message tells.
    if (state === "failed") return undefined;
    this.ended.add(step.urn);
    return { state, text: `${words[step.op].done} ${nameOf(step)} (${clock((now - since) / 1000)})` };
  }

  /** `12 of 431, 3:12`. */
  headline(now: number): string {
    const done = [...this.ended].filter((urn) => this.expected.has(urn)).length;
    return `${this.stack}: ${done} of ${this.expected.size}, ${clock((now - this.begun) / 1000)}`;
  }

  /** What is under way and for how long, the longest first. */
  current(now: number): string[] {
    return [...this.running.values()]
      .sort((a, b) => a.since - b.since)
      .map(({ step, since }) => `${clock((now - since) / 1000)}  ${words[step.op].now} ${nameOf(step)}`);
  }
}

const nameOf = ({ urn, type }: Step) => `${kindOf(type)} ${parseUrn(urn).name}`;
