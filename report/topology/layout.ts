import ELK, { type ElkExtendedEdge, type ElkNode, type ElkPoint } from "elkjs";
import { type Box, card, type Columns, columnsWidth, fit, place as sizes, placeCards, plainHeight } from "./measures";
import { type Flow, type Place, storageId, type Topology } from "./places";

/** A topology with everything in its place. */
export interface Drawing {
  width: number;
  height: number;
  /** Around what is inside the region. */
  region: Box;
  dense: boolean;
  places: { place: Place; box: Box; cards: Box[] }[];
  flows: { flow: Flow; points: ElkPoint[]; label: { text: string; x: number; y: number } }[];
}

/** More pools than this are drawn small; the table below the picture says the rest. */
const mostLargeCards = 16;
const regionPadding = { top: 38, side: 16, bottom: 16 };
const labelSize = 11;

/** From users through storage and zones to other regions, with the flows between them routed. */
export async function flowingLayout(topology: Topology): Promise<Drawing> {
  const dense = poolCount(topology) > mostLargeCards;
  const most = Math.max(...topology.places.map(({ pools }) => pools.length));
  const columns = { columns: Math.min(dense ? 3 : 2, most), dense };
  const placed = topology.places.map((place) => sized(place, columns));
  // Where no users stand to the left of it, the region's own border does.
  const left = topology.places.some(({ kind }) => kind === "users") ? 1 : regionPadding.side + 1;
  const graph: ElkNode = {
    id: "topology",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.edgeRouting": "ORTHOGONAL",
      "elk.partitioning.activate": "true",
      "elk.separateConnectedComponents": "false",
      "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
      "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
      "elk.layered.spacing.nodeNodeBetweenLayers": "76",
      "elk.layered.spacing.edgeNodeBetweenLayers": "20",
      "elk.spacing.nodeNode": "20",
      "elk.spacing.edgeNode": "14",
      "elk.spacing.edgeEdge": "20",
      "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
      "elk.padding": `[top=${regionPadding.top},left=${left},bottom=${regionPadding.bottom},right=1]`,
    },
    children: placed.map(({ place, box }) => nodeOf(place, box)),
    edges: topology.flows.map(edgeOf),
  };
  const laid = await new ELK().layout(graph);
  const places = placed.map((each, index) => ({ ...each, box: { ...each.box, ...cornerOf(laid.children?.[index]) } }));
  const region = around(places.filter(({ place }) => isInside(place)).map(({ box }) => box));
  return {
    dense,
    places,
    region,
    width: Math.max(laid.width ?? 0, region.x + region.width + 1),
    height: Math.max(laid.height ?? 0, region.y + region.height + 1),
    flows: topology.flows.map((flow, index) => routed(flow, laid.edges?.[index])),
  };
}

/** One below the other, for narrow pages: flows are told in words below the picture. */
export function stackedLayout(topology: Topology, count: number): Drawing {
  const dense = poolCount(topology) > mostLargeCards;
  const columns = { columns: count, dense };
  const width = columnsWidth(columns);
  const side = regionPadding.side;
  let y = 0;
  const drawn = (place: Place) => {
    const each = sized(place, columns);
    const box = { ...each.box, width, x: side, y };
    y += box.height + card.gap;
    return { ...each, box };
  };
  const inside = topology.places.filter(isInside);
  y += regionPadding.top;
  const insideDrawn = inside.map(drawn);
  const region = around(insideDrawn.map(({ box }) => box));
  y = region.y + region.height + 20;
  const outside = topology.places.filter(({ kind }) => kind === "outside").map(drawn);
  return {
    dense,
    region,
    places: [...insideDrawn, ...outside],
    flows: [],
    width: width + 2 * side,
    height: outside.length > 0 ? y : region.y + region.height + 1,
  };
}

const poolCount = ({ places }: Topology) => places.reduce((sum, { pools }) => sum + pools.length, 0);
const isInside = ({ kind }: Place) => kind === "storage" || kind === "zone";

function sized(place: Place, columns: Columns) {
  if (place.kind !== "zone") {
    const box = { x: 0, y: 0, width: place.kind === "users" ? 108 : sizes.width, height: plainHeight(place) };
    return { place, box, cards: [] };
  }
  const { cards, height } = placeCards(place.pools, columns);
  return { place, box: { x: 0, y: 0, width: columnsWidth(columns), height }, cards };
}

/** The port of a flow that is of all that a place holds. */
const wholeOf = (place: string) => `${place}:all`;

const partitions: Record<Place["kind"], string> = { users: "0", storage: "1", zone: "2", outside: "3" };

/** Rows have ports, storage's on its far side and other regions' on their near one: a flow starts where its bucket stands. */
function nodeOf(place: Place, { width, height }: Box): ElkNode {
  const port = (id: string, y: number) => ({ id, x: place.kind === "storage" ? width : 0, y, width: 0, height: 0 });
  const ports = [
    ...(place.kind === "storage" ? [port(wholeOf(place.id), sizes.header / 2)] : []),
    ...place.rows.map(({ id }, index) => port(id, sizes.header + (index + 0.5) * sizes.row)),
  ];
  return {
    id: place.id,
    width,
    height,
    ports,
    layoutOptions: {
      "elk.partitioning.partition": partitions[place.kind],
      ...(ports.length > 0 && { "elk.portConstraints": "FIXED_POS" }),
    },
  };
}

function edgeOf({ from, to }: Flow, index: number): ElkExtendedEdge {
  return {
    id: `flow-${index}`,
    sources: [from === storageId ? wholeOf(from) : from],
    targets: [to === storageId ? wholeOf(to) : to],
  };
}

function routed(flow: Flow, edge: ElkExtendedEdge | undefined): Drawing["flows"][number] {
  const [section] = edge?.sections ?? [];
  const points = section ? [section.startPoint, ...(section.bendPoints ?? []), section.endPoint] : [];
  return { flow, points, label: labelOf(flow, points) };
}

/** In the middle of the flow's longest level part, just above it. */
function labelOf({ what }: Flow, points: readonly ElkPoint[]) {
  const level = points.flatMap((to, index) => {
    const from = points[index - 1];
    return from?.y === to.y ? [{ middle: (from.x + to.x) / 2, y: to.y, length: Math.abs(to.x - from.x) }] : [];
  });
  const longest = level.sort((a, b) => b.length - a.length)[0] ?? { middle: 0, y: 0, length: 0 };
  return { text: fit(what, labelSize, longest.length - 12), x: longest.middle, y: longest.y - 5 };
}

const cornerOf = (node: ElkNode | undefined) => ({ x: node?.x ?? 0, y: node?.y ?? 0 });

function around(boxes: readonly Box[]): Box {
  const { top, side, bottom } = regionPadding;
  const left = Math.min(...boxes.map(({ x }) => x)) - side;
  const first = Math.min(...boxes.map(({ y }) => y)) - top;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + side;
  const last = Math.max(...boxes.map(({ y, height }) => y + height)) + bottom;
  return { x: left, y: first, width: right - left, height: last - first };
}
