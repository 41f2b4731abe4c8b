import Table from "cli-table3";
import { createColors } from "picocolors";

export interface TerminalOptions {
  colour: boolean;
  /** Columns; long lists of kinds are cut to fit. */
  width: number;
  /** Every finding, line of the bill and reason instead of the first few. */
  verbose?: boolean;
}

/** How text looks in a terminal. */
export class Painter {
  readonly colours;

  constructor(readonly options: TerminalOptions) {
    this.colours = createColors(options.colour);
  }

  title(text: string) {
    return this.colours.bold(text);
  }

  /** A table without borders: columns apart by two spaces, numbers to the right. */
  table(rows: string[][], right: number[] = []): string[] {
    const blank = { top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "", left: "" };
    const inner = { "bottom-left": "", "bottom-right": "", "left-mid": "", mid: "", "mid-mid": "", right: "" };
    const table = new Table({
      chars: { ...blank, ...inner, "right-mid": "", middle: "  " },
      style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
      colAligns: (rows[0] ?? []).map((_, column) => (right.includes(column) ? "right" : "left")),
    });
    table.push(...rows);
    return table
      .toString()
      .split("\n")
      .map((line) => `  ${line.trimEnd()}`);
  }

  cut(text: string, width: number): string {
    return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
  }
}
