import type { EChartsOption, SeriesOption } from "echarts";
import type { Unit } from "../../catalog/dashboards";
import { chartSvg } from "../../sizing/render/svg";
import type { Curve } from "./curves";
import type { Window } from "./prometheus";
import { valueIn } from "./units";

const size = { width: 440, height: 190 };

/** Lines over time as an SVG text. `name` keeps its ids apart from those of other charts. */
export function timeChart(name: string, curves: readonly Curve[], unit: Unit, window: Window): string {
  const option: EChartsOption = {
    useUTC: true,
    grid: { left: 10, right: 8, top: 10, bottom: 0, containLabel: true },
    xAxis: {
      type: "time",
      min: window.from * 1000,
      max: window.to * 1000,
      splitNumber: 5,
      axisLabel: { hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      min: ({ min }) => Math.min(0, min),
      splitNumber: 4,
      axisLine: { show: false },
      axisLabel: { formatter: valueIn[unit] },
    },
    series: curves.map((curve) => lineOf(curve, window)),
  };
  return chartSvg(name, option, size);
}

function lineOf({ values, colour, dashed }: Curve, { from, stepSeconds }: Window): SeriesOption {
  const alone = (step: number) => (values[step - 1] ?? null) === null && (values[step + 1] ?? null) === null;
  return {
    type: "line",
    emphasis: { disabled: true },
    symbol: "none",
    lineStyle: { color: lineColour(colour), width: 1.5, type: dashed ? [5, 4] : "solid" },
    itemStyle: { color: lineColour(colour) },
    data: values.map((value, step) => ({
      value: [(from + step * stepSeconds) * 1000, value],
      // A value without neighbours is no line.
      ...(value !== null && alone(step) && { symbol: "circle", symbolSize: 4 }),
    })),
  };
}

/** The page's property of a line's colour. */
export const lineColour = (index: number) => `var(--line-${index})`;
