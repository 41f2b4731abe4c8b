import { Table } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";
import { flowingLayout, stackedLayout } from "../topology/layout";
import { TopologyPicture } from "../topology/picture";
import { type Flow, type Topology, topologyOf } from "../topology/places";
import { acceleratorWords, nodesWords } from "../topology/words";
import { Pair } from "../parts";

/** Undefined for a stack without pools and storage. */
export async function topologySection({ stack }: ReportSubject): Promise<ReportSection | undefined> {
  if (stack.kind !== "Region") return undefined;
  const topology = topologyOf(stack);
  const flowing = await flowingLayout(topology);
  const pools = topology.places.flatMap((place) => place.pools.map((pool) => ({ ...pool, where: place.title })));
  return {
    id: "topology",
    title: "Topology",
    lead: "Where pools and storage stand, and what flows between them. A square is an accelerator; an outline comes when it is needed.",
    body: (
      <>
        <figure class={flowing.dense ? "picture picture-dense" : "picture"}>
          <TopologyPicture topology={topology} drawing={flowing} name="wide" />
          <TopologyPicture topology={topology} drawing={stackedLayout(topology, 2)} name="medium" />
          <TopologyPicture topology={topology} drawing={stackedLayout(topology, 1)} name="narrow" />
        </figure>
        {topology.flows.length > 0 && <Flows topology={topology} />}
        <h3>Pools</h3>
        <Table
          caption="Every pool with its accelerators, network, place and use"
          columns={[{ head: "Pool" }, { head: "Nodes", figure: true }, { head: "Accelerators and network" }]}
          rows={pools.map((pool) => [
            <Pair first={pool.name} second={[pool.where, ...pool.uses].join("; ")} />,
            nodesWords(pool),
            <Pair
              first={pool.accelerator ? acceleratorWords(pool.accelerator) : "none"}
              second={`${pool.instanceType}, ${pool.network}, ${pool.placement}`}
            />,
          ])}
        />
      </>
    ),
  };
}

function Flows({ topology: { places, flows } }: { topology: Topology }) {
  const names = new Map(
    places.flatMap(
      ({ id, kind, title, rows }) =>
        [[id, title], ...rows.map((row) => [row.id, kind === "outside" ? title : row.name] as const)] as const,
    ),
  );
  const sentence = ({ from, to, what, both }: Flow) => (
    <>
      <b>{names.get(from) ?? from}</b> {both ? "↔" : "→"} <b>{names.get(to) ?? to}</b>
      <span class="second inline">{what}</span>
    </>
  );
  return (
    <>
      <h3>Flows</h3>
      <ul class="flows">
        {flows.map((flow, index) => (
          <li key={index}>{sentence(flow)}</li>
        ))}
      </ul>
    </>
  );
}
