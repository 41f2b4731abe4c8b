import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dashboards } from "../../../catalog/dashboards";
import { curvesOf, mostCurves } from "../../../report/metrics/curves";
import { type MeasuredPanel, type MeasuredQuery, windowTo } from "../../../report/metrics/measured";
import { valueIn } from "../../../report/metrics/units";

const window = { from: 1000, to: 1040, stepSeconds: 10 };
const panel = (...queries: MeasuredQuery[]): MeasuredPanel => ({ title: "Nodes", unit: "short", queries });
const query = (expr: string, legend: string, ...series: [Record<string, string>, [number, number][]][]) => ({
  expr,
  legend,
  series: series.map(([labels, values]) => ({ labels, values })),
});

describe("curvesOf", () => {
  it("names each series by its legend and puts its values on the steps, with gaps where there are none", () => {
    const ready = query("ready", "{{pool}} ready", [
      { __name__: "ready", pool: "train" },
      [
        [1000, 4],
        [1010, NaN],
        [1030, 3],
      ],
    ]);
    expect(curvesOf(panel(ready), window)).toEqual({
      curves: [{ name: "train ready", colour: 0, dashed: false, values: [4, null, null, 3, null] }],
      more: 0,
    });
  });

  it("gives what is and what should be one colour, and dashes the second", () => {
    const of = (pool: string, value: number): [Record<string, string>, [number, number][]] => [
      { pool },
      [[1000, value]],
    ];
    const { curves } = curvesOf(
      panel(
        query("ready", "{{pool}} ready", of("a", 2), of("b", 1)),
        query("minimum", "{{pool}} least", of("a", 1), of("b", 2)),
      ),
      window,
    );
    expect(curves.map(({ name, colour, dashed }) => [name, colour, dashed])).toEqual([
      ["a ready", 0, false],
      ["b ready", 1, false],
      ["b least", 1, true],
      ["a least", 0, true],
    ]);
  });

  it("leaves out series without a number and queries that failed", () => {
    const empty = query("up", "{{job}}", [{ job: "a" }, [[1000, NaN]]]);
    const failed = { expr: "up", legend: "{{job}}", failed: "too many samples" };
    expect(curvesOf(panel(empty, failed), window)).toEqual({ curves: [], more: 0 });
  });

  it("shows the highest where there are too many, the lowest where a panel asks for those, and counts the rest", () => {
    const many = Array.from({ length: 25 }, (_, gpu): [Record<string, string>, [number, number][]] => [
      { gpu: `${gpu}` },
      [[1000, gpu]],
    ]);
    const shown = (expr: string) => {
      const { curves, more } = curvesOf(panel(query(expr, "{{gpu}}", ...many)), window);
      return { names: curves.map(({ name }) => name), more };
    };
    expect(shown("topk(10, t)")).toEqual({
      names: ["24", "23", "22", "21", "20", "19", "18", "17", "16", "15"],
      more: 15,
    });
    expect(shown("bottomk(10, t)").names.slice(0, 3)).toEqual(["0", "1", "2"]);
  });

  it("never loses count, and never has two solid lines of one colour", () => {
    const series = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(series, { maxLength: 3 }), (queries) => {
        const { curves, more } = curvesOf(
          panel(
            ...queries.map((gpus) =>
              query(
                "t",
                "{{gpu}}",
                ...gpus.map((gpu): [Record<string, string>, [number, number][]] => [{ gpu: `${gpu}` }, [[1000, gpu]]]),
              ),
            ),
          ),
          window,
        );
        expect(curves.length + more).toBe(queries.flat().length);
        expect(curves.length).toBeLessThanOrEqual(mostCurves);
        const solid = curves.filter(({ dashed }) => !dashed).map(({ colour }) => colour);
        expect(new Set(solid).size).toBe(solid.length);
        for (const { colour } of curves) expect(colour).toBeLessThan(mostCurves);
      }),
    );
  });
});

describe("units", () => {
  it("of every panel are known", () => {
    for (const { unit } of dashboards().flatMap(({ panels }) => panels)) expect(Object.keys(valueIn)).toContain(unit);
  });

  it.each([
    ["Bps", 4.1e10, "41 GB/s"],
    ["Bps", 999.9, "1 kB/s"],
    ["Bps", 0, "0 B/s"],
    ["percentunit", 0.00001, "0.001%"],
    ["percent", 71.96, "72%"],
    ["s", 0.75, "750 ms"],
    ["s", 4.02, "4.02 s"],
    ["currencyUSD", 253.184, "$253"],
    ["watt", 16_212, "16.2 kW"],
    ["megahertz", 1980, "1,980 MHz"],
    ["celsius", 67, "67 °C"],
    ["short", 1_234_567, "1.23 M"],
  ] as const)("%s: %d is %s", (unit, value, words) => {
    expect(valueIn[unit](value)).toBe(words);
  });
});

it("a day is asked in steps of five minutes, and a minute in steps of one second", () => {
  const end = new Date("2026-11-26T05:30:00.900Z");
  const to = Date.parse("2026-11-26T05:30:00Z") / 1000;
  expect(windowTo(end, 86_400)).toEqual({ from: to - 86_400, to, stepSeconds: 300 });
  expect(windowTo(end, 60)).toEqual({ from: to - 60, to, stepSeconds: 1 });
});
