/** Text for a cell of a table. */
export const cell = (text) =>
  String(text)
    .replace(/\|/g, "\\|")
    .replace(/\s*\n\s*/g, " ");

/** Code for a cell of a table. */
export const code = (text) => `\`${cell(text)}\``;

/** A table of cells that are Markdown already; a column whose heading ends in `:` holds figures. */
export function table(headings, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = headings.map((heading) => (heading.endsWith(":") ? "--:" : "---"));
  return [line(headings.map((heading) => heading.replace(/:$/, ""))), line(rule), ...rows.map(line)].join("\n");
}
