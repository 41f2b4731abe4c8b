import { acceleratorSources } from "./accelerators";
import { fabricExpectation } from "./fabricTests";
import { minimumSoftware, minimumSoftwareSources } from "./minimumSoftware";
import { type InstanceType, findInstanceType, instanceTypeSources } from "./instanceTypes";
import { addressesPerNode, fabricInterfaces, primaryInterface } from "./networkInterfaces";
import { maxPods } from "./pods";
import { type Price, capacityBlockPrice, onDemandPrice } from "./prices";
import { localZonesOf, regionNames, zonesOffering } from "./regions";
import { topologyLevels } from "./topology";
import { ultraServerOf } from "./ultraServers";

/** All that the catalogue says of a type, for people: undefined where it does not hold it. */
export function describeType(name: string): Record<string, unknown> | undefined {
  const type = findInstanceType(name);
  if (!type) return undefined;
  const { accelerator, network, source, ...machine } = type;
  const sources = [
    ...instanceTypeSources(name, source),
    ...(accelerator ? acceleratorSources(accelerator) : []),
    ...minimumSoftwareSources(name),
  ];
  return {
    ...machine,
    ...(accelerator && { accelerator: { ...accelerator, source: undefined } }),
    network: { gbps: network.gbps, cards: cardsInWords(type), fabric: fabricOf(type) },
    pods: maxPods(type),
    ...(ultraServerOf(name) && { ultraServer: ultraServerOf(name) }),
    topologyLevels: topologyLevels(name),
    minimumSoftware: minimumInWords(name),
    fabricTest: fabricTestOf(type),
    offered: offeredIn(type),
    sources: [...new Set(sources.map(({ title, from, data, read }) => `${title}, ${from}, of ${data ?? read}`))],
  };
}

function cardsInWords({ network }: InstanceType): string[] {
  const words = network.cards.map(({ maxInterfaces, efa, efaOnly }) => {
    const kinds = ["ENA", ...(efa ? ["EFA"] : []), ...(efaOnly ? ["EFA-only"] : [])];
    return `${maxInterfaces} interface${maxInterfaces === 1 ? "" : "s"} (${kinds.join(", ")})`;
  });
  const runs: { from: number; to: number; text: string }[] = [];
  words.forEach((text, index) => {
    const last = runs.at(-1);
    if (last?.text === text) last.to = index;
    else runs.push({ from: index, to: index, text });
  });
  return runs.map(({ from, to, text }) => `${from === to ? `card ${from}` : `cards ${from} to ${to}`}: ${text}`);
}

/** What its nodes attach. */
function fabricOf(type: InstanceType) {
  const efa = type.network.maxEfaInterfaces > 0;
  const slots = efa ? fabricInterfaces(type) : [primaryInterface];
  return {
    efaInterfaces: slots.filter(({ interfaceType }) => interfaceType !== "interface").length,
    addressesPerNode: addressesPerNode(slots),
  };
}

function minimumInWords(name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(minimumSoftware(name)).map(([software, version]) => [software, version ?? "none published"]),
  );
}

function fabricTestOf(type: InstanceType) {
  if (type.network.maxEfaInterfaces === 0) return "no fabric";
  const expectation = fabricExpectation(type);
  if (!expectation) return "nobody published a run, and the line rate does not bound it";
  return `${expectation.busGBps} GB/s of bus bandwidth, ${expectation.basis}`;
}

function priceInWords(price: Price | undefined): string {
  if (!price) return "no source gives a price";
  return `$${Number(price.usd.toFixed(4))} an hour (${price.source.from}, of ${price.source.data ?? price.source.read})`;
}

function offeredIn({ name, capacity: sold }: InstanceType) {
  const offered = regionNames().flatMap((region) => {
    const zones = zonesOffering(name, region);
    if (zones.length === 0) return [];
    const local = localZonesOf(region).filter(({ zone }) => zones.includes(zone));
    const onDemand = priceInWords(onDemandPrice(name, region));
    const block = sold.includes("capacity-block") && { capacityBlock: priceInWords(capacityBlockPrice(name, region)) };
    return [
      [region, { zones: zones.join(", "), onDemand, ...block, ...(local.length > 0 && { localZone: true }) }] as const,
    ];
  });
  return offered.length > 0 ? Object.fromEntries(offered) : "in no region that the catalogue knows";
}
