import { createColors } from "picocolors";
import type { Layout } from "../layout";
import { fitted } from "./fitted";
import { table } from "./table";

/** How an answer is shown. */
export interface TerminalOptions {
  colour: boolean;
  /** Columns of the terminal, to which tables fit themselves. Default: as long as they are. */
  width?: number;
}

/** 2,000,000,000,000 as `2T`; three digits at most. */
export function count(value: number): string {
  for (const [suffix, unit] of [
    ["T", 1e12],
    ["B", 1e9],
    ["M", 1e6],
    ["K", 1e3],
  ] as const)
    if (value >= unit) return `${Number((value / unit).toPrecision(3))}${suffix}`;
  return String(Math.round(value));
}

/** Millions with two digits, cents below ten dollars. */
export function usd(value: number): string {
  if (value < 10) return `$${value.toFixed(2)}`;
  return `$${value >= 1e6 ? `${(value / 1e6).toFixed(2)}M` : Math.round(value).toLocaleString("en-US")}`;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A layout in the field's shorthand, for example `tp8 pp4 dp16 zero1 mb1`. */
export function shorthand(layout: Layout): string {
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel = 1, interleave = 1 } = layout;
  const parts = [
    tensorParallel > 1 && `tp${tensorParallel}`,
    pipelineParallel > 1 && `pp${pipelineParallel}${interleave > 1 ? `x${interleave}` : ""}`,
    `dp${dataParallel}`,
    expertParallel > 1 && `ep${expertParallel}`,
    layout.zero > 0 && `zero${layout.zero}`,
    `mb${layout.microBatch}`,
    layout.recomputation !== "none" && `${layout.recomputation} recompute`,
  ];
  return parts.filter((part) => part !== false).join(" ");
}

export function heading(colour: boolean, text: string): string {
  return createColors(colour).bold(text);
}

/** An answer's text: its name and facts, then its sections, without those that are empty. An entry to copy stays a line. */
export function sections(
  { colour, width = Infinity }: TerminalOptions,
  name: string,
  facts: string[],
  parts: string[][],
): string {
  const title = `${heading(colour, name)} ${createColors(colour).dim(`· ${facts.join(" · ")}`)}`;
  const shown = [[title], ...parts].filter((lines) => lines.length > 0);
  const fit = (line: string) => (/^ +- \{/.test(line) ? line : fitted(line, width));
  return `${shown.map((lines) => lines.map(fit).join("\n")).join("\n\n")}\n`;
}

/** Types that fall for the same reason share a line. */
export function fallenRows(fallen: { instanceType: string; reason: string }[], width: number): string[] {
  const byReason = new Map<string, string[]>();
  for (const { instanceType, reason } of fallen) byReason.set(reason, [...(byReason.get(reason) ?? []), instanceType]);
  return table(
    [...byReason].map(([reason, types]) => [namesOf(types), reason]),
    { width },
  );
}

function namesOf(types: string[]): string {
  const families = [...new Set(types.map((type) => type.slice(0, type.indexOf("."))))];
  if (types.length <= 2) return types.join(", ");
  return `${families.join(", ")} (${types.length} ${families.length === 1 ? "sizes" : "types"})`;
}
