import Table from "cli-table3";

/** Rows without borders, columns apart by two spaces; `right` names the columns of numbers. */
export function table(rows: string[][], right: number[] = []): string[] {
  const none = ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"];
  const chars = [...none, "left", "left-mid", "mid", "mid-mid", "right", "right-mid"].map((key) => [key, ""] as const);
  const drawn = new Table({
    chars: { ...Object.fromEntries(chars), middle: "  " },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colAligns: (rows[0] ?? []).map((_, column) => (right.includes(column) ? "right" : "left")),
  });
  drawn.push(...rows);
  return drawn
    .toString()
    .split("\n")
    .map((line) => `  ${line.trimEnd()}`);
}
