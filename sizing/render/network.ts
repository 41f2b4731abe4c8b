import { stringify } from "yaml";
import type { NetworkAnswer } from "../planner/network";
import { count, fallenRows, heading, sections, type TerminalOptions, usd } from "./figures";
import { parts } from "./plots";
import { table } from "./table";

/** The answer for a convolutional or recurrent network as people read it. */
export function renderNetwork(answer: NetworkAnswer, options: TerminalOptions): string {
  const { colour, width = Infinity } = options;
  const { chosen, ranked } = answer;
  const facts = [
    `${answer.kind.toUpperCase()} of ${count(answer.parameters)} parameters, ${count(answer.flopsPerSample)} FLOPs a sample`,
    `${count(answer.samples)} samples, ${answer.epochs} times`,
    `batch ${answer.batch.toLocaleString("en-US")}`,
    `${answer.optimizer}, ${answer.precision}`,
    `within ${Number(answer.withinDays.toFixed(1))} days`,
    answer.region,
  ];
  return sections(options, answer.workload, facts, [
    ranked.length > 0
      ? [heading(colour, `Ranked by ${answer.prefer}`), ...rankedRows(answer, width)]
      : [heading(colour, "Nothing runs in time."), "  Give it more time, more nodes or a larger batch."],
    answer.fallen.length > 0 ? [heading(colour, "Not in the running"), ...fallenRows(answer.fallen, width)] : [],
    chosen && ranked[0]
      ? [
          heading(colour, "The first"),
          `  utilisation: ${chosen.utilisation}`,
          `  data at ${ranked[0].inputGBps.toFixed(2)} GB/s: FSx for Lustre of ${chosen.lustre.sizeTiB} TiB at ${chosen.lustre.throughput} MB/s/TiB, or S3 through as many readers`,
          "  one step, s",
          ...parts(ranked[0].stepSeconds),
          "  memory of one accelerator, GB",
          ...parts(chosen.memoryGB),
        ]
      : [],
    chosen
      ? [
          heading(colour, "For the stack file"),
          "  pools:",
          `    - ${stringify(chosen.pool, { collectionStyle: "flow", lineWidth: 0 }).trim()}`,
        ]
      : [],
  ]);
}

function rankedRows({ ranked }: NetworkAnswer, width: number): string[] {
  const head = ["", "type", "nodes", "time", "samples/s", "price", "MWh", "memory"];
  const rows = ranked.map((row, index) => [
    String(index + 1),
    row.instanceType,
    String(row.nodes),
    duration(row.days),
    Math.round(row.samplesPerSecond).toLocaleString("en-US"),
    row.usd === undefined ? "unknown" : usd(row.usd),
    row.megawattHours === undefined ? "unknown" : String(Number(row.megawattHours.toPrecision(2))),
    `${row.memoryGB.toFixed(0)}/${row.memoryOfGB.toFixed(0)} GB`,
  ]);
  return table([head, ...rows], { right: [2, 3, 4, 5, 6, 7], drop: [6, 4, 7], width });
}

function duration(days: number): string {
  if (days >= 1) return `${days.toFixed(1)} d`;
  const hours = days * 24;
  return hours >= 1 ? `${hours.toFixed(1)} h` : `${Number((hours * 60).toPrecision(2))} min`;
}
