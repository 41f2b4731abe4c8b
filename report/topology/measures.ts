import type { Place, PoolCard } from "./places";
import { acceleratorWords } from "./words";

/** Sizes of the picture's parts, in CSS pixels. Painter and layout share them. */
export const card = { width: 244, denseWidth: 198, padding: 12, gap: 12, line: 16, title: 20 };
export const place = { padding: 14, header: 44, row: 34, width: 172 };
/** One accelerator is a square; the nodes of a pool stand in rows. */
export const chip = { size: 5.5, gap: 1, nodeGap: 5, rowHeight: 10 };

/** Widths of characters of the report's face, as shares of the font size: what is drawn is cut to fit, not measured by a browser. */
export function textWidth(text: string, size: number): number {
  const narrow = (text.match(/[ijlrtf.,:;|' ]/g) ?? []).length;
  const wide = (text.match(/[mwMW@%×]/g) ?? []).length;
  return size * (narrow * 0.31 + wide * 0.86 + (text.length - narrow - wide) * 0.575);
}

export function fit(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end)}…`, size) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** How a pool's nodes are drawn: so many of them, each with its accelerators, in rows; what does not fit is said in words. */
export interface NodeGrid {
  shown: number;
  rows: number;
  perRow: number;
  nodeWidth: number;
  chips: number;
  more: number;
}

const mostRows = 4;

export function nodeGrid({ nodes, accelerator }: PoolCard, width: number): NodeGrid {
  const chips = accelerator?.count ?? 1;
  const nodeWidth = chips * (chip.size + chip.gap) - chip.gap + chip.nodeGap;
  const perRow = Math.max(1, Math.floor((width + chip.nodeGap) / nodeWidth));
  const total = Math.max(nodes.max ?? 0, nodes.min);
  const shown = Math.min(total, perRow * mostRows);
  return { shown, rows: Math.ceil(shown / perRow), perRow, nodeWidth, chips, more: total - shown };
}

/** Of a card drawn large, below its name. */
export function factsOf(pool: PoolCard): string[] {
  const { accelerator, instanceType, network, placement } = pool;
  return [...(accelerator ? [acceleratorWords(accelerator)] : []), `${instanceType} · ${network}`, placement];
}

export function glyphsHeight(pool: PoolCard, width: number): number {
  const { shown, rows, more } = nodeGrid(pool, width - 2 * card.padding);
  return shown === 0 ? 0 : rows * chip.rowHeight + 8 + (more > 0 ? 12 : 0);
}

export function cardHeight(pool: PoolCard, width: number, dense: boolean): number {
  const { padding, title, line } = card;
  const lines = dense ? 1 : factsOf(pool).length + pool.uses.length;
  return 2 * padding + title - 4 + lines * line + (dense ? 0 : glyphsHeight(pool, width));
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Cards in columns over the width of the place, each into the column that ends first. Positions are within the place. */
export function placeCards(pools: readonly PoolCard[], { columns, dense }: Columns): { cards: Box[]; height: number } {
  const used = Math.max(1, Math.min(columns, pools.length));
  const width = (columnsWidth({ columns, dense }) - 2 * place.padding - (used - 1) * card.gap) / used;
  const ends = Array.from({ length: used }, () => place.header);
  const cards = pools.map((pool) => {
    const column = ends.indexOf(Math.min(...ends));
    const y = ends[column] ?? place.header;
    const height = cardHeight(pool, width, dense);
    ends[column] = y + height + card.gap;
    return { x: place.padding + column * (width + card.gap), y, width, height };
  });
  return { cards, height: Math.max(...ends) - (pools.length > 0 ? card.gap : 0) + place.padding };
}

/** How cards stand: many of them small. */
export interface Columns {
  columns: number;
  dense: boolean;
}

export const columnsWidth = ({ columns, dense }: Columns) =>
  columns * ((dense ? card.denseWidth : card.width) + card.gap) - card.gap + 2 * place.padding;

export function plainHeight({ rows, note }: Place): number {
  return rows.length === 0 ? (note === undefined ? 40 : 54) : place.header + rows.length * place.row + 8;
}
