import * as echarts from "echarts";

export interface ChartSize {
  width: number;
  height: number;
}

/** Properties that a page may set, so that its charts follow its light and dark; without them, what stands behind the comma. */
export const colours = {
  series: "var(--chart-series, #0b6e5f)",
  mark: "var(--chart-mark, #b4530a)",
  text: "var(--chart-text, #1c2024)",
  muted: "var(--chart-muted, #5b636b)",
  rule: "var(--chart-rule, #dfe2e5)",
};

const axis = {
  axisLine: { lineStyle: { color: colours.rule } },
  axisTick: { show: false },
  axisLabel: { color: colours.muted, fontSize: 12 },
  nameTextStyle: { color: colours.muted, fontSize: 12 },
  splitLine: { lineStyle: { color: colours.rule } },
};

const theme = {
  color: [colours.series],
  textStyle: { fontFamily: "Inter Variable, system-ui, sans-serif" },
  title: { left: 0, top: 0, textStyle: { color: colours.text, fontSize: 14, fontWeight: 600 } },
  grid: { left: 20, right: 56, top: 56, bottom: 4, containLabel: true },
  valueAxis: axis,
  categoryAxis: axis,
  timeAxis: axis,
  line: { lineStyle: { width: 2 }, symbol: "circle", symbolSize: 6 },
};

/**
 * A chart as an SVG text, drawn without a browser; the same bytes for the same options. `prefix` keeps its ids apart from those of
 * other charts on the page. Heavy: import it lazily.
 */
export function chartSvg(prefix: string, option: echarts.EChartsOption, size: ChartSize): string {
  const chart = echarts.init(null, theme, { renderer: "svg", ssr: true, ...size });
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
