import { dollars } from "../plan/render/words";
import type { Stack } from "../spec/stack";
import type { RegionOverview } from "./overview";

/** A preset's stack file, planned. */
export interface Preset {
  /** File name without its ending. */
  name: string;
  text: string;
  stack: Stack;
  overview: RegionOverview;
}

/** What a preset is for: the first sentence of its file's own comment. */
export function purposeOf(text: string): string {
  const comment = [...text.matchAll(/^# (?!yaml-language-server)(.*)$/gm)].map(([, line]) => line).join(" ");
  return /^.*?[:.] .*?\.(?= |$)/.exec(comment)?.[0] ?? comment;
}

/** The rows of docs/presets.md, as Markdown. */
function presetsTable(presets: readonly Preset[]): string {
  const head = ["preset", "what for", "accelerators", "regimes, residency", "a month", "at its most"];
  const rows = presets.map(({ name, text, stack, overview }) => [
    `[${name}](../stacks/presets/${name}.yaml)`,
    purposeOf(text),
    overview.pools
      .map(({ name, types, from, to }) => `${name}: ${from === to ? to : `${from}–${to}`} on ${types[0]}`)
      .join("<br>"),
    [...(stack.compliance ?? []), ...(stack.residency ?? [])].join(", ") || "–",
    dollars(overview.bill.monthlyUSD),
    dollars(overview.bill.maximumMonthlyUSD),
  ]);
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}

/** docs/presets.md. */
export function presetsPage(presets: readonly Preset[]): string {
  return `# Presets

A stack file for a kind of use: the pools, workloads, data rules and regimes that it needs, with the reasons in the file. Written by
\`npm run presets\` from the plans themselves, at us-east-1's public prices; each plan passes its packs.

${presetsTable(presets)}

Plan one, and make it yours:

    npx aidc plan stacks/presets/speech.yaml
    npx aidc region new us-east-2 --from stacks/presets/speech.yaml --name speech

Images are placeholders: put your registry, and the digest that it gives, in their place. \`workloads/\` has what builds those of training and
serving. Fewest nodes make the bill; its most has every pool, the dynamic ones too, at their limits.
`;
}
