import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { table } from "../../sizing/render/table";

const bill = [
  ["item", "unit", "a month", "at most"],
  ["FSx for Lustre at 125 MB/s/TiB", "GB-month", "$6,264.00", "$6,264.00"],
  ["hours", "hour", "$184,824.32", "$184,824.32"],
];
const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

describe("a table", () => {
  it("is as wide as its cells, numbers to the right", () => {
    expect(table(bill, { right: [2, 3] })).toEqual([
      "  item                            unit          a month      at most",
      "  FSx for Lustre at 125 MB/s/TiB  GB-month    $6,264.00    $6,264.00",
      "  hours                           hour      $184,824.32  $184,824.32",
    ]);
  });

  it("wraps the widest text first where it is too wide, and never a number", () => {
    expect(table(bill, { right: [2, 3], width: 56 })).toEqual([
      "  item                unit          a month      at most",
      "  FSx for Lustre at   GB-month    $6,264.00    $6,264.00",
      "  125 MB/s/TiB",
      "  hours               hour      $184,824.32  $184,824.32",
    ]);
  });

  it("breaks no word that is set in", () => {
    const rows = [
      ["  observability", "$1"],
      ["  control plane", "somewhat wider than it is here"],
    ];
    expect(table(rows, { width: 27 }).join("\n")).toContain("  observability");
  });

  it("leaves out what it may where even that does not fit, and says so", () => {
    expect(table(bill, { right: [2, 3], drop: [1, 3], width: 42 })).toEqual([
      "  item                a month      at most",
      "  FSx for Lustre    $6,264.00    $6,264.00",
      "  at 125",
      "  MB/s/TiB",
      "  hours           $184,824.32  $184,824.32",
      "  not shown in 42 columns: unit",
    ]);
  });

  it("cuts the column that may be cut, its colour kept", () => {
    const rows = [["network", red("17 VpcEndpoint, 9 Subnet")]];
    expect(table(rows, { cut: 1, width: 26 })).toEqual([`  network  ${red("17 VpcEndpoint…")}`]);
  });

  it("fits every width that its words and numbers fit, and loses no word", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" "));
    const number = fc.nat(99_999).map(String);
    const row = fc.tuple(text, number, text);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.integer({ min: 30, max: 100 }), (rows, width) => {
        const lines = table(rows, { right: [1], width }).map(stripVTControlCharacters);
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
        const written = lines.join(" ").split(/\s+/).filter(Boolean).sort();
        expect(written).toEqual(rows.flat().join(" ").split(" ").sort());
      }),
      { numRuns: 50 },
    );
  });
});
