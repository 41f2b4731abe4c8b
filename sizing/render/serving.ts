import { stringify } from "yaml";
import type { ServingAnswer } from "../planner/serving";
import { count, fallenRows, heading, sections, type TerminalOptions, usd } from "./figures";
import { table } from "./table";

/** A serving answer as people read it: what to buy, what it keeps, and what follows for the stack file. */
export function renderServing(answer: ServingAnswer, options: TerminalOptions): string {
  const { colour, width = Infinity } = options;
  const { load, precision, chosen } = answer;
  const facts = [
    `${count(answer.parameters)} parameters at ${precision.weightBytes * 8} bits`,
    `${load.requestsPerSecond} requests/s of ${load.promptTokens} + ${load.answerTokens} tokens`,
    `first token within ${load.firstTokenSeconds} s, the next within ${(load.tokenSeconds * 1000).toFixed(0)} ms`,
    answer.region,
  ];
  return sections(options, answer.workload, facts, [
    answer.ranked.length > 0
      ? [heading(colour, `Ranked by ${answer.prefer}`), ...rankedRows(answer, width)]
      : [
          heading(colour, "Nothing serves it."),
          "  Allow more time to the first token or between tokens, or fewer bits a weight.",
        ],
    answer.fallen.length > 0 ? [heading(colour, "Not in the running"), ...fallenRows(answer.fallen, width)] : [],
    chosen
      ? [
          heading(colour, "For the stack file"),
          "  pools:",
          `    - ${flow(chosen.pool)}`,
          "  serving:",
          `    - ${flow(chosen.service)}`,
          ...(chosen.priceSource === undefined ? [] : [`  price: ${chosen.priceSource}`]),
        ]
      : [],
  ]);
}

function rankedRows({ ranked }: ServingAnswer, width: number): string[] {
  const head = [
    "",
    "type",
    "nodes",
    "replicas",
    "tp",
    "batch",
    "first token",
    "token",
    "requests/s",
    "a month",
    "a million tokens",
    "kW",
  ];
  const rows = ranked.map((row, index) => [
    String(index + 1),
    row.instanceType,
    String(row.nodes),
    String(row.replicas),
    String(row.tensorParallel),
    String(row.batch),
    `${row.firstTokenSeconds.toFixed(2)} s`,
    `${(row.tokenSeconds * 1000).toFixed(1)} ms`,
    (row.replicas * row.requestsPerSecondPerReplica).toFixed(1),
    row.monthlyUSD === undefined ? "unknown" : usd(row.monthlyUSD),
    row.usdPerMillionTokens === undefined ? "unknown" : `$${row.usdPerMillionTokens.toFixed(2)}`,
    row.kilowatts === undefined ? "unknown" : row.kilowatts.toFixed(1),
  ]);
  return table([head, ...rows], { right: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], drop: [5, 4, 11, 8, 7, 6, 10], width });
}

const flow = (entry: object) => stringify(entry, { collectionStyle: "flow", lineWidth: 0 }).trim();
