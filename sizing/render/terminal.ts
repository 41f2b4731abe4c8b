import { createColors } from "picocolors";
import { stringify } from "yaml";
import type { ChosenPlan, SizingAnswer } from "../planner/answer";
import { count, fallenRows, percent, sections, shorthand, type TerminalOptions, usd } from "./figures";
import { table } from "./table";

/** An answer as people read it: what to buy and why, why the rest falls, and what follows from it. */
export function renderAnswer(answer: SizingAnswer, options: TerminalOptions): string {
  const { colour, width = Infinity } = options;
  const { bold, dim, green, yellow } = createColors(colour);
  const { chosen } = answer;
  return sections(options, answer.workload, facts(answer), [
    answer.ranked.length > 0
      ? [bold(`Ranked by ${answer.prefer}`), ...rankedRows(answer, green, width)]
      : [
          `${yellow("Nothing runs in time.")} Give it more time (--within), more nodes (--max-nodes) or a larger batch.`,
        ],
    answer.fallen.length > 0 ? [bold("Not in the running"), ...fallenRows(answer.fallen, width)] : [],
    ...(chosen ? details(chosen, answer, { bold, dim }) : []),
  ]);
}

function facts(answer: SizingAnswer): string[] {
  const { parameters, activeParameters } = answer;
  const active = activeParameters < parameters ? ` (${count(activeParameters)} active)` : "";
  return [
    `${count(parameters)} parameters${active}`,
    `${count(answer.tokens)} tokens in sequences of ${answer.sequence.toLocaleString("en-US")}`,
    `batch ${count(answer.batchTokens)} tokens`,
    `${answer.optimizer}, ${answer.precision}`,
    `within ${Number(answer.withinDays.toFixed(1))} days`,
    answer.region,
  ];
}

function rankedRows(answer: SizingAnswer, first: (text: string) => string, width: number): string[] {
  const head = ["", "type", "nodes", "days", "price", "MWh", "MFU", "memory", "layout", "why"];
  const rows = answer.ranked.map((row, index) => [
    String(index + 1),
    row.instanceType,
    row.spares > 0 ? `${row.nodes}+${row.spares}` : String(row.nodes),
    row.days.toFixed(1),
    row.usd === undefined ? "unknown" : usd(row.usd),
    row.megawattHours === undefined ? "unknown" : row.megawattHours.toFixed(0),
    percent(row.mfu),
    `${row.memoryGB.toFixed(0)}/${row.memoryOfGB.toFixed(0)} GB`,
    shorthand(row.layout),
    row.reason,
  ]);
  const [top = "", second = "", ...rest] = table([head, ...rows], {
    right: [2, 3, 4, 5, 6, 7],
    drop: [5, 7, 6, 8],
    width,
  });
  return [top, first(second), ...rest];
}

function details(
  { pool, priceSource, utilisation, run, checkpoint, sensitivity }: ChosenPlan,
  { withinDays, ranked }: SizingAnswer,
  { bold, dim }: { bold: (text: string) => string; dim: (text: string) => string },
): string[][] {
  const carbon = ranked[0]?.tonnesCO2e;
  const interruptions = `${run.interruptions.toFixed(0)} interruptions to expect, one every ${run.mtbfHours.toFixed(0)} h`;
  return [
    [
      bold("The run"),
      `  ${run.trainingDays.toFixed(1)} days of training in ${run.days.toFixed(1)} days: ${percent(run.usefulShare)} useful; ${interruptions}`,
      `  checkpoint of ${checkpoint.gigabytes.toFixed(0)} GB every ${checkpoint.everyMinutes.toFixed(0)} min needs ${Number(checkpoint.storageGBps.toPrecision(2))} GB/s: FSx for Lustre of ${checkpoint.lustre.sizeTiB} TiB at ${checkpoint.lustre.throughput} MB/s/TiB`,
      `  utilisation ${percent(utilisation.mfu)} of the BF16 peak (MFU), ${utilisation.source}`,
      ...(carbon === undefined ? [] : [`  ${carbon.toFixed(0)} t CO2e by the region's grid mix`]),
      ...(priceSource === undefined ? [] : [dim(`  price: ${priceSource}`)]),
    ],
    [
      bold("If the utilisation is not what was planned"),
      ...table(
        [
          ["MFU", "days", "price", ""],
          ...sensitivity.map(({ mfu, days, usd: price, inTime }) => [
            percent(mfu),
            days.toFixed(1),
            price === undefined ? "unknown" : usd(price),
            inTime ? "" : `${(days - withinDays).toFixed(1)} days late`,
          ]),
        ],
        { right: [0, 1, 2] },
      ),
    ],
    [
      bold("For the stack file"),
      "  pools:",
      `    - ${stringify(pool, { collectionStyle: "flow", lineWidth: 0 }).trim()}`,
    ],
  ];
}
