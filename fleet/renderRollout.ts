import { renderReport } from "../lifecycle/render/report";
import { Painter, type TerminalOptions } from "../plan/render/painter";
import { plural } from "../plan/render/words";
import type { Journal } from "./journal";
import type { RolloutReport } from "./rollout";
import type { Wave } from "./waves";

/** In which order stacks are deployed, and what an earlier run that stopped has deployed of them. */
export function renderWaves(waves: readonly Wave[], { begun, stacks }: Journal, options: TerminalOptions): string {
  const paint = new Painter(options);
  const { colours } = paint;
  const known = Object.keys(stacks).length;
  const outcomeOf = (stack: string) => {
    const outcome = stacks[stack]?.outcome;
    return outcome === undefined ? stack : `${stack} ${colours.dim(`(${outcome})`)}`;
  };
  const rows = waves.map(({ name, stacks: members }) => [name, members.map(outcomeOf).join(", ")]);
  const resumed = known > 0 ? `, going on with what began at ${begun}` : "";
  return `${[`${paint.title("Waves")}  ${plural(waves.length, "wave")}${resumed}`, ...paint.table(rows)].join("\n")}\n`;
}

/** What became of each stack, and how to go on where it stopped. */
export function renderRollout({ outcome, waves, left }: RolloutReport, options: TerminalOptions): string {
  const { colours } = new Painter(options);
  const reports = waves.flatMap(({ deployments }) => deployments.map((report) => renderReport(report, options)));
  const headline =
    outcome === "deployed"
      ? `${colours.green("deployed")} every stack`
      : `${colours.red("stopped")} in ${waves.at(-1)?.name}: ${plural(left.length, "stack")} left, ${left.join(", ")}.\n` +
        "  Mend what stopped it; then the same command goes on there: aidc up --all";
  return `\n${reports.join("")}\n${headline}\n`;
}
