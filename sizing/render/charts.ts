import * as echarts from "echarts";
import type { SizingAnswer } from "../planner/answer";

export type SizingChart = "memory" | "time" | "frontier" | "goodput";

export interface ChartSize {
  width: number;
  height: number;
}

/** A chart of an answer as an SVG text, drawn without a browser; undefined where nothing was chosen. Heavy: import it lazily. */
export function sizingChart(
  answer: SizingAnswer,
  chart: SizingChart,
  size: ChartSize = { width: 640, height: 320 },
): string | undefined {
  const { chosen } = answer;
  if (!chosen) return undefined;
  switch (chart) {
    case "memory":
      return svg(chart, bars("Memory of one accelerator", "GB", chosen.memoryGB), size);
    case "time":
      return svg(chart, bars("One optimizer step", "s", chosen.stepSeconds), size);
    case "frontier": {
      const points = chosen.frontier.flatMap(({ days, usd }) => (usd === undefined ? [] : [[days, usd / 1e6]]));
      return svg(chart, line("Price against time", "days", "million USD", points), size);
    }
    case "goodput":
      return svg(chart, line("Goodput against nodes", "nodes", "%", goodputPoints(chosen.frontier)), size);
  }
}

function goodputPoints(frontier: { nodes: number; goodput: number }[]): number[][] {
  return frontier.map(({ nodes, goodput }) => [nodes, goodput * 100]);
}

function svg(prefix: SizingChart, option: echarts.EChartsOption, size: ChartSize): string {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return ownIds(chart.renderToSVGString(), prefix);
  } finally {
    chart.dispose();
  }
}

/** The library numbers ids over the whole process: numbered anew, a chart is the same bytes always, and several share a page. */
function ownIds(text: string, prefix: string): string {
  const ids = new Map<string, string>();
  return text.replace(/zr\d+-[a-z]+-?\d+/g, (id) => {
    const own = ids.get(id) ?? `${prefix}-${ids.size}`;
    ids.set(id, own);
    return own;
  });
}

function bars(title: string, unit: string, parts: Record<string, number>): echarts.EChartsOption {
  const shown = Object.entries(parts).filter(([, value]) => value > 0);
  return {
    title: { text: title },
    grid: { containLabel: true },
    xAxis: { type: "value", name: unit },
    yAxis: { type: "category", inverse: true, data: shown.map(([name]) => name) },
    series: [{ type: "bar", data: shown.map(([, value]) => value) }],
  };
}

function line(title: string, x: string, y: string, points: number[][]): echarts.EChartsOption {
  return {
    title: { text: title },
    grid: { containLabel: true },
    xAxis: { type: "value", name: x, scale: true },
    yAxis: { type: "value", name: y, scale: true },
    series: [{ type: "line", data: [...points].sort(([a = 0], [b = 0]) => a - b) }],
  };
}
