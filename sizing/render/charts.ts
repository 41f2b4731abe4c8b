import type { EChartsOption } from "echarts";
import type { SizingAnswer } from "../planner/answer";
import { type ChartSize, chartSvg, colours } from "./svg";

export type SizingChart = "memory" | "time" | "frontier" | "goodput";

/** A chart of an answer as an SVG text, drawn without a browser; undefined where nothing was chosen. Heavy: import it lazily. */
export function sizingChart(
  answer: SizingAnswer,
  chart: SizingChart,
  size: ChartSize = { width: 640, height: 320 },
): string | undefined {
  const { chosen } = answer;
  if (!chosen) return undefined;
  const prefix = `${chart}-${answer.workload.replace(/\W+/g, "-")}`;
  switch (chart) {
    case "memory":
      return chartSvg(prefix, bars("Memory of one accelerator", "GB", chosen.memoryGB), size);
    case "time":
      return chartSvg(prefix, bars("One optimizer step", "s", chosen.stepSeconds), size);
    case "frontier": {
      const points = chosen.frontier.flatMap(({ days, usd }) => (usd === undefined ? [] : [[days, usd / 1e6]]));
      return chartSvg(prefix, line("Price against time", "days", "million USD", points), size);
    }
    case "goodput":
      return chartSvg(prefix, line("Goodput against nodes", "nodes", "%", goodputPoints(chosen.frontier)), size);
  }
}

function goodputPoints(frontier: { nodes: number; goodput: number }[]): number[][] {
  return frontier.map(({ nodes, goodput }) => [nodes, goodput * 100]);
}

/** A drawing has no pointer to answer to. */
const emphasis = { disabled: true };

function bars(title: string, unit: string, parts: Record<string, number>): EChartsOption {
  const shown = Object.entries(parts).filter(([, value]) => value > 0);
  return {
    title: { text: title },
    xAxis: { type: "value", name: unit },
    yAxis: { type: "category", inverse: true, data: shown.map(([name]) => name) },
    series: [{ type: "bar", barMaxWidth: 18, emphasis, data: shown.map(([, value]) => value) }],
  };
}

/** A curve, with a point of it marked and named. */
export function line(
  title: string,
  x: string,
  y: string,
  points: number[][],
  mark?: { at: number[]; name: string },
): EChartsOption {
  const marked = mark && {
    symbol: "circle",
    symbolSize: 9,
    itemStyle: { color: colours.mark },
    label: { formatter: mark.name, position: "bottom" as const, distance: 8, color: colours.text },
    emphasis,
    data: [{ name: mark.name, coord: mark.at }],
  };
  return {
    title: { text: title },
    xAxis: { type: "value", name: x, scale: true },
    yAxis: { type: "value", name: y, scale: true },
    series: [
      {
        type: "line",
        emphasis,
        showSymbol: points.length < 16,
        data: [...points].sort(([a = 0], [b = 0]) => a - b),
        ...(marked && { markPoint: marked }),
      },
    ],
  };
}
