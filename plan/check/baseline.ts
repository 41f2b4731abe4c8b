import Ajv from "ajv";
import type { Check, CheckedFinding, StackCheck } from "./check";
import { isBroken } from "./findings";

/** Findings that were there when a team began to check: they fail nothing, and their number can only fall. */
export interface Baseline {
  version: 1;
  findings: BaselineEntry[];
}

/** `fingerprint` decides; the rest is for who reads the file. */
export interface BaselineEntry {
  fingerprint: string;
  stack: string;
  rule: string;
  urn?: string;
}

const entry = {
  type: "object",
  required: ["fingerprint", "stack", "rule"],
  properties: {
    fingerprint: { type: "string" },
    stack: { type: "string" },
    rule: { type: "string" },
    urn: { type: "string", nullable: true },
  },
};

const isBaseline = new Ajv({ strict: false }).compile<Baseline>({
  type: "object",
  required: ["version", "findings"],
  properties: { version: { const: 1 }, findings: { type: "array", items: entry } },
});

/** Throws Error with what is wrong where the text is no baseline. */
export function readBaseline(text: string): Baseline {
  const content: unknown = JSON.parse(text);
  if (isBaseline(content)) return content;
  const [problem] = isBaseline.errors ?? [];
  throw new Error(`${problem?.instancePath.slice(1).replaceAll("/", ".") || "the baseline"} ${problem?.message}`);
}

/** Everything that fails now. */
export function createBaseline({ stacks }: Pick<Check, "stacks">): Baseline {
  const findings = stacks.flatMap((stack) =>
    stack.findings.filter(({ fails }) => fails).map((finding) => entryOf(stack, finding)),
  );
  return { version: 1, findings: findings.sort((a, b) => (text(a) < text(b) ? -1 : 1)) };
}

/** The baseline without what is fixed. It never gains an entry; those of stacks that were not checked stay. */
export function shrinkBaseline(baseline: Baseline, { stacks }: Pick<Check, "stacks">): Baseline {
  const checked = new Set(stacks.filter((stack) => !isBroken(stack)).map(({ stack }) => stack));
  const standing = new Set(stacks.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)));
  return {
    ...baseline,
    findings: baseline.findings.filter(({ stack, fingerprint }) => !checked.has(stack) || standing.has(fingerprint)),
  };
}

export const baselineText = (baseline: Baseline) => `${JSON.stringify(baseline, null, 2)}\n`;

function entryOf({ stack }: StackCheck, { fingerprint, rule, urn }: CheckedFinding): BaselineEntry {
  return { fingerprint, stack, rule, ...(urn !== undefined && { urn }) };
}

const text = ({ stack, rule, urn, fingerprint }: BaselineEntry) => [stack, rule, urn, fingerprint].join(" ");
