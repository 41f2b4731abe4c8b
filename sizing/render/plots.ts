import plot from "simple-ascii-chart";
import type { ChosenPlan } from "../planner/answer";
import { table } from "./table";

/** Memory and time by part, price against time and goodput against nodes, for a terminal. */
export function renderPlots({ memoryGB, stepSeconds, frontier }: ChosenPlan, width = 60): string {
  const priced = frontier.flatMap(({ days, usd }) =>
    usd === undefined ? [] : [[days, usd / 1e6] as [number, number]],
  );
  const kept = frontier.map(({ nodes, goodput }): [number, number] => [nodes, goodput * 100]);
  return [
    ["Memory of one accelerator, GB", ...parts(memoryGB)].join("\n"),
    ["One optimizer step, s", ...parts(stepSeconds)].join("\n"),
    ...lines("Price against time, million USD by days", priced, width),
    ...lines("Goodput against nodes, %", kept, width),
  ].join("\n\n");
}

/** Parts of a whole as bars. */
export function parts(values: Record<string, number>): string[] {
  const shown = Object.entries(values).filter(([, value]) => value > 0);
  const most = Math.max(...shown.map(([, value]) => value));
  return table(
    shown.map(([name, value]) => [
      name,
      Number(value.toPrecision(3)).toString(),
      "█".repeat(Math.ceil((value / most) * 40)),
    ]),
    { right: [1] },
  );
}

function lines(title: string, points: [number, number][], width: number): string[] {
  if (points.length < 2) return [];
  const sorted = [...points].sort(([a], [b]) => a - b);
  return [`${title}\n${plot(sorted, { width, height: 8 }).trimEnd()}`];
}
