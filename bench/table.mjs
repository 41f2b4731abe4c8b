/** A Markdown table; a column whose heading ends in `:` holds figures. */
export function table(headings, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = headings.map((heading) => (heading.endsWith(":") ? "--:" : "---"));
  return [line(headings.map((heading) => heading.replace(/:$/, ""))), line(rule), ...rows.map(line)].join("\n");
}
