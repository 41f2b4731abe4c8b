/** A source of training data and what one reader can draw from it, bytes a second. */
export interface DataSource {
  kind: "s3" | "lustre" | "local-nvme";
  /** Of the whole source, all readers together; Infinity for S3 with enough prefixes. */
  bytesPerSecond: number;
  /** Of one node. */
  nodeBytesPerSecond: number;
  /** Requests for objects or files, a second; absent where it does not bind. */
  requestsPerSecond?: number;
}

export interface InputDemand {
  samplesPerSecond: number;
  /** As stored: compressed images, tokens of 2 or 4 bytes. */
  bytesPerSample: number;
  nodes: number;
  /** Samples in one object or file; default 1. */
  samplesPerObject?: number;
}

export interface InputPipeline {
  neededBytesPerSecond: number;
  availableBytesPerSecond: number;
  /** Share of the demand that the source meets, at most 1: training runs at this share of its speed. */
  satisfied: number;
  bottleneck: "none" | "source" | "node" | "requests";
}

/** FSx for Lustre: throughput of a file system by its size and its throughput a TiB (AWS, FSx for Lustre performance: MB/s a TiB of storage). */
export function lustreBytesPerSecond(sizeTiB: number, throughputPerTiB: number): number {
  return sizeTiB * throughputPerTiB * 1e6;
}

/**
 * S3: requests that prefixes of one bucket sustain, GETs a second. Source: AWS, "Best practices design patterns: optimizing Amazon S3
 * performance": at least 5,500 GET/HEAD a second a prefix.
 */
export function s3RequestsPerSecond(prefixes: number): number {
  return prefixes * 5500;
}

/** Whether the data keep up with training: samples a second times bytes, against the source, the nodes' links and the request rate. */
export function inputPipeline(demand: InputDemand, source: DataSource): InputPipeline {
  const needed = demand.samplesPerSecond * demand.bytesPerSample;
  const bytesPerObject = demand.bytesPerSample * (demand.samplesPerObject ?? 1);
  const bounds = {
    source: source.bytesPerSecond,
    node: demand.nodes * source.nodeBytesPerSecond,
    requests: (source.requestsPerSecond ?? Infinity) * bytesPerObject,
  };
  const available = Math.min(...Object.values(bounds));
  const tightest = (Object.keys(bounds) as (keyof typeof bounds)[]).find((bound) => bounds[bound] === available);
  return {
    neededBytesPerSecond: needed,
    availableBytesPerSecond: available,
    satisfied: needed === 0 ? 1 : Math.min(1, available / needed),
    bottleneck: available >= needed ? "none" : (tightest ?? "source"),
  };
}
