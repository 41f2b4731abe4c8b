import { stripVTControlCharacters } from "node:util";
import wrapText from "wrap-ansi";

/** A line, broken between words where it is longer than `width` columns; what follows is set in below it. */
export function fitted(line: string, width: number): string {
  if (stripVTControlCharacters(line).length <= width) return line;
  const own = /^ */.exec(line)?.[0] ?? "";
  const setIn = `${own}  `;
  return own + wrapText(line.trimStart(), Math.max(20, width - setIn.length)).replaceAll("\n", `\n${setIn}`);
}
