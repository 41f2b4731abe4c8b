import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";

export interface TableOptions {
  /** Columns of numbers: set to the right, never wrapped. */
  right?: number[];
  /** A column that is cut, not wrapped, where the row is too long. */
  cut?: number;
  /** Columns that are left out, the first first, until the others fit. A last line names them as the first row does. */
  drop?: number[];
  /** Columns of the terminal; longer rows wrap within their cells. Default: rows are as long as they are. */
  width?: number;
}

const gap = 2;
const indent = 2;

/** Rows without borders, columns apart by two spaces. */
export function table(rows: string[][], { right = [], cut, drop = [], width = Infinity }: TableOptions = {}): string[] {
  const all = (rows[0] ?? []).map((_, column): Column => ({
    cells: rows.map((row) => row[column] ?? ""),
    isNumber: right.includes(column),
    isCut: column === cut,
  }));
  const left = [...drop];
  const gone = new Set<Column | undefined>();
  let columns = all;
  while (left.length > 0 && !fit(columns, width)) {
    gone.add(all[left.shift() ?? -1]);
    columns = all.filter((column) => !gone.has(column));
  }
  const names = all.filter((column) => gone.has(column)).map(({ cells }) => stripVTControlCharacters(cells[0] ?? ""));
  const note = names.length > 0 ? [`not shown in ${width} columns: ${names.join(", ")}`] : [];
  return [...draw(columns, width), ...note].map((line) => `${" ".repeat(indent)}${line.trimEnd()}`);
}

interface Column {
  cells: string[];
  isNumber: boolean;
  isCut: boolean;
}

function draw(columns: Column[], width: number): string[] {
  const widths = widthsOf(columns, roomFor(columns, width));
  const none = ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"];
  const chars = [...none, "left", "left-mid", "mid", "mid-mid", "right", "right-mid"].map((key) => [key, ""] as const);
  const table = new Table({
    chars: { ...Object.fromEntries(chars), middle: " ".repeat(gap) },
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [] },
    colAligns: columns.map(({ isNumber }) => (isNumber ? "right" : "left")),
    ...(Number.isFinite(width) && { colWidths: widths, wordWrap: true }),
  });
  const cellsOf = ({ cells, isCut }: Column, column: number) =>
    isCut ? cells.map((cell) => cutTo(cell, widths[column] ?? 0)) : cells;
  const shown = columns.map(cellsOf);
  table.push(...(shown[0] ?? []).map((_, row) => shown.map((cells) => cells[row] ?? "")));
  return table.toString().split("\n");
}

const longest = (texts: string[]) => Math.max(0, ...texts.map((text) => stripVTControlCharacters(text).length));
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const roomFor = (columns: Column[], width: number) => width - indent - gap * (columns.length - 1);
const leastCut = 12;

/** How narrow a column can be: a word is not broken, with what it is set in by, and a number not at all. */
function least({ cells, isNumber, isCut }: Column): number {
  if (isNumber) return longest(cells);
  return isCut ? Math.min(leastCut, longest(cells)) : longest(cells.flatMap((cell) => cell.split(/(?<=\S)\s+/)));
}

const fit = (columns: Column[], width: number) => sum(columns.map(least)) <= roomFor(columns, width);

/** Widths that take what lacks from the column that is cut, then from the widest of text. */
function widthsOf(columns: Column[], room: number): number[] {
  const widths = columns.map(({ cells }) => longest(cells));
  const narrowest = columns.map(least);
  const shrink = (column: number, by: number) => {
    widths[column] = Math.max(narrowest[column] ?? 0, (widths[column] ?? 0) - by);
  };
  const cut = columns.findIndex(({ isCut }) => isCut);
  if (cut >= 0 && sum(widths) > room) shrink(cut, sum(widths) - room);
  const canShrink = (column: number) => (widths[column] ?? 0) > (narrowest[column] ?? 0);
  while (sum(widths) > room) {
    const [widest] = [...widths.keys()].filter(canShrink).sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0));
    if (widest === undefined) break;
    shrink(widest, 1);
  }
  return widths;
}

/** A cell has one colour around all of its text, if any. */
function cutTo(cell: string, width: number): string {
  const plain = stripVTControlCharacters(cell);
  return plain.length <= width ? cell : cell.replace(plain, `${plain.slice(0, width - 1).trimEnd()}…`);
}
