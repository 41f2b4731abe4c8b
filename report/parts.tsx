import type { ComponentChildren, JSX } from "preact";

/** A column of a table; figures stand to the right. */
export interface Column {
  head: string;
  figure?: boolean;
}

/** A table with its caption for screen readers. The first cell of a row is its heading. */
export function Table(props: {
  caption: string;
  columns: Column[];
  rows: ComponentChildren[][];
  foot?: ComponentChildren[];
}) {
  const { caption, columns, rows, foot } = props;
  const kind = (index: number) => (columns[index]?.figure ? "figure" : undefined);
  const row = (cells: ComponentChildren[], key: number) => (
    <tr key={key}>
      {cells.map((cell, index) =>
        index === 0 ? (
          <th key={index} scope="row">
            {cell}
          </th>
        ) : (
          <td key={index} class={kind(index)}>
            {cell}
          </td>
        ),
      )}
    </tr>
  );
  return (
    <table>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head }, index) => (
            <th key={head} scope="col" class={kind(index)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map(row)}</tbody>
      {foot && <tfoot>{row(foot, 0)}</tfoot>}
    </table>
  );
}

/** What matters, and what explains it below. */
export function Pair(props: { first: ComponentChildren; second?: ComponentChildren }) {
  return (
    <>
      <span class="first">{props.first}</span>
      {props.second !== undefined && <span class="second">{props.second}</span>}
    </>
  );
}

/** A message's words: what stands between backticks is code. */
export function Words({ children }: { children: string }) {
  return (
    <>{children.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
  );
}

export type Tone = "good" | "bad" | "open" | "plain";

/** A word with its tone; the word says it without the colour. */
export function Mark(props: { tone: Tone; children: ComponentChildren }) {
  return <span class={`mark mark-${props.tone}`}>{props.children}</span>;
}

/** An SVG text that another renderer drew. */
export function Drawn(props: { svg: string; label: string; class?: string }): JSX.Element {
  const { svg, label } = props;
  return <div class={props.class ?? "chart"} role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** Long lists start closed. */
export function More(props: { summary: string; children: ComponentChildren }) {
  return (
    <details>
      <summary>{props.summary}</summary>
      {props.children}
    </details>
  );
}
