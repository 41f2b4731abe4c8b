import type { ComponentChildren, JSX } from "preact";
import type { Drawing } from "./layout";
import { type Box, card, chip, factsOf, fit, glyphsHeight, nodeGrid, place as sizes, textWidth } from "./measures";
import type { Place, PoolCard, Topology } from "./places";
import { nodesWords, shapeWords } from "./words";

/** The topology drawn; what it shows is said in words beside it, so that it is one image to a screen reader. */
export function TopologyPicture(props: { topology: Topology; drawing: Drawing; name: string }): JSX.Element {
  const { topology, drawing, name } = props;
  const { width, height, region, places, flows, dense } = drawing;
  const titleId = `topology-${name}`;
  return (
    <svg
      class={`topology topology-${name}`}
      viewBox={`0 0 ${round(width)} ${round(height)}`}
      style={`--natural-width:${round(width)}px`}
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>
        Topology of {topology.title}: {places.length} places; the lists and tables below say the same in words.
      </title>
      <defs>
        <Arrow id={`${titleId}-end`} orient="auto" />
        <Arrow id={`${titleId}-start`} orient="auto-start-reverse" />
      </defs>
      <rect {...boxed(region)} rx="12" class="region" />
      <text x={region.x + 16} y={region.y + 25} class="region-title">
        {topology.title}
      </text>
      {places.map((each) => (
        <PlaceBox key={each.place.id} {...each} dense={dense} />
      ))}
      {flows.map(({ flow, points }, index) => (
        <path
          key={index}
          d={roundedPath(points)}
          class="flow"
          marker-end={`url(#${titleId}-end)`}
          {...(flow.both && { "marker-start": `url(#${titleId}-start)` })}
        />
      ))}
      {flows.map(({ label }, index) => (
        <text key={index} x={round(label.x)} y={round(label.y)} class="flow-label">
          {label.text}
        </text>
      ))}
    </svg>
  );
}

function Arrow(props: { id: string; orient: string }) {
  return (
    <marker id={props.id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient={props.orient}>
      <path d="M0 0.5 7 4 0 7.5z" class="arrow" />
    </marker>
  );
}

function PlaceBox(props: { place: Place; box: Box; cards: Box[]; dense: boolean }) {
  const { place, box, cards, dense } = props;
  return (
    <g transform={`translate(${round(box.x)} ${round(box.y)})`}>
      <rect width={box.width} height={box.height} rx="8" class={`place place-${place.kind}`} />
      <text x={sizes.padding} y="20" class="place-title">
        {fit(place.title, 13, box.width - 2 * sizes.padding)}
      </text>
      {place.note && (
        <text x={sizes.padding} y="35" class="note">
          {fit(place.note, 11, box.width - 2 * sizes.padding)}
        </text>
      )}
      {place.rows.map(({ id, name, note }, index) => (
        <g key={id} transform={`translate(0 ${sizes.header + index * sizes.row})`}>
          <line x1={sizes.padding} x2={box.width - sizes.padding} class="hairline" />
          <text x={sizes.padding} y="15" class="row-name">
            {fit(name, 12, box.width - 2 * sizes.padding)}
          </text>
          <text x={sizes.padding} y="28" class="note">
            {fit(note, 11, box.width - 2 * sizes.padding)}
          </text>
        </g>
      ))}
      {place.pools.map((pool, index) => (
        <Card key={pool.name} pool={pool} box={cards[index] ?? { x: 0, y: 0, width: 0, height: 0 }} dense={dense} />
      ))}
    </g>
  );
}

function Card({ pool, box, dense }: { pool: PoolCard; box: Box; dense: boolean }) {
  const inner = box.width - 2 * card.padding;
  const count = nodesWords(pool);
  const first = card.padding + card.title - 7;
  const facts = dense ? [shapeWords(pool)] : factsOf(pool);
  const glyphs = dense ? 0 : glyphsHeight(pool, box.width);
  return (
    <g transform={`translate(${round(box.x)} ${round(box.y)})`}>
      <rect width={box.width} height={box.height} rx="6" class="card" />
      <text x={card.padding} y={first} class="card-name">
        {fit(pool.name, 13, inner - textWidth(count, 12) - 8)}
      </text>
      <text x={box.width - card.padding} y={first} class="card-count">
        {count}
      </text>
      {glyphs > 0 && <Nodes pool={pool} top={first + 9} width={inner} />}
      <Lines lines={facts} top={first + glyphs} width={inner} class="note" />
      {!dense && <Lines lines={pool.uses} top={first + glyphs + facts.length * card.line} width={inner} class="use" />}
    </g>
  );
}

function Lines(props: { lines: string[]; top: number; width: number; class: string }) {
  return (
    <>
      {props.lines.map((line, index) => (
        <text key={index} x={card.padding} y={props.top + (index + 1) * card.line} class={props.class}>
          {fit(line, 11.5, props.width)}
        </text>
      ))}
    </>
  );
}

const square = `h${chip.size}v${chip.size}h-${chip.size}`;

/** A square an accelerator, full where the node is always there, an outline where it comes with need. */
function Nodes({ pool, top, width }: { pool: PoolCard; top: number; width: number }) {
  const grid = nodeGrid(pool, width);
  const { shown, perRow, nodeWidth, chips, more } = grid;
  const nodes: ComponentChildren[] = [];
  for (let node = 0; node < shown; node++) {
    const x = card.padding + (node % perRow) * nodeWidth;
    const y = top + Math.floor(node / perRow) * chip.rowHeight;
    const steps = Array.from({ length: chips }, (_, index) => `M${x + index * (chip.size + chip.gap)} ${y}${square}z`);
    const kind = pool.accelerator ? "chip" : "chip chip-plain";
    nodes.push(<path key={node} d={steps.join("")} class={node < pool.nodes.min ? kind : `${kind} chip-idle`} />);
  }
  return (
    <>
      {nodes}
      {more > 0 && (
        <text x={card.padding + width} y={top + grid.rows * chip.rowHeight + 8} class="note end">
          and {more} more
        </text>
      )}
    </>
  );
}

const round = (value: number) => Math.round(value * 10) / 10;
const boxed = ({ x, y, width, height }: Box) => ({
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height),
});

/** Straight lines with small round corners. */
function roundedPath(points: { x: number; y: number }[]): string {
  const corner = 6;
  return points
    .map(({ x, y }, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${round(x)} ${round(y)}`;
      if (!after) return `L${round(x)} ${round(y)}`;
      const near = towards({ x, y }, before, corner);
      const far = towards({ x, y }, after, corner);
      return `L${near.x} ${near.y}Q${round(x)} ${round(y)} ${far.x} ${far.y}`;
    })
    .join("");
}

function towards(from: { x: number; y: number }, to: { x: number; y: number }, most: number) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(most, length / 2) / length;
  return { x: round(from.x + (to.x - from.x) * share), y: round(from.y + (to.y - from.y) * share) };
}
