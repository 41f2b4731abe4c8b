import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import Ajv from "ajv";
import type { DeploymentReport } from "../lifecycle/report";

/** How far a rollout has come: a file, so that the same command goes on where it stopped. */
export interface Journal {
  schemaVersion: 1;
  /** When it began, and when the last of its stacks stood, in ISO 8601. */
  begun: string;
  finished?: string;
  stacks: Record<string, JournalEntry>;
}

/** What became of a stack, and of which resources: a stack whose plan is another by now is deployed again. */
export interface JournalEntry {
  outcome: DeploymentReport["outcome"];
  /** Of the plan's resources (`RegionOverview.fingerprint`). */
  fingerprint: string;
  at: string;
}

const isJournal = new Ajv().compile<Journal>({
  type: "object",
  required: ["schemaVersion", "begun", "stacks"],
  properties: {
    schemaVersion: { const: 1 },
    begun: { type: "string" },
    finished: { type: "string" },
    stacks: {
      type: "object",
      additionalProperties: {
        type: "object",
        required: ["outcome", "fingerprint", "at"],
        properties: { outcome: { enum: ["deployed", "unchanged", "refused", "stopped"] } },
      },
    },
  },
});

/** The rollout that the file tells of and that is not finished, else undefined. Throws Error where the file is no journal. */
export function unfinishedJournal(file: string): Journal | undefined {
  if (!existsSync(file)) return undefined;
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isJournal(content)) {
    const [problem] = isJournal.errors ?? [];
    throw new Error(`${problem?.instancePath.slice(1).replaceAll("/", ".") || "it"} ${problem?.message}`);
  }
  return content.finished === undefined ? content : undefined;
}

/** Whole or not at all: a machine that goes down while it is written leaves the one before. */
export function writeJournal(file: string, journal: Journal) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  writeFileSync(partial, `${JSON.stringify(journal, null, 2)}\n`);
  renameSync(partial, file);
}

/** Whether the stack stands as it would be deployed now. */
export function stands({ stacks }: Journal, stack: string, fingerprint: string): boolean {
  const entry = stacks[stack];
  const done = entry?.outcome === "deployed" || entry?.outcome === "unchanged";
  return done && entry.fingerprint === fingerprint;
}
