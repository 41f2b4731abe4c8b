import { createColors } from "picocolors";
import { fitted } from "../../sizing/render/fitted";
import { table, type TableOptions } from "../../sizing/render/table";

export interface TerminalOptions {
  colour: boolean;
  /** Columns; long lists are cut to fit. */
  width: number;
  /** Tables and text are broken to fit, as on a terminal: in a pipe a row stays a line. */
  wrap?: boolean;
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

  /** A table without borders: columns apart by two spaces, numbers (`right`) to the right; `giving` says what gives way first. */
  table(rows: string[][], right: number[] = [], giving: Pick<TableOptions, "cut" | "drop"> = {}): string[] {
    const { wrap = false, width } = this.options;
    return table(rows, { right, ...giving, ...((wrap || giving.cut !== undefined) && { width }) });
  }

  /** Sections with a blank line between; empty ones are left out. On a terminal, lines that are too long go on set in. */
  page(sections: string[][]): string {
    const shown = sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.flatMap((line) => this.broken(line)));
    return `${shown.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  }

  private broken(line: string): string {
    const { wrap = false, width } = this.options;
    return wrap ? fitted(line, width) : line;
  }

  cut(text: string, width: number): string {
    return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`;
  }
}
