import { gradientWireBytes, weightWireBytes } from "../memory/precision";
import {
  allReduceSeconds,
  allToAllSeconds,
  reduceScatterSeconds,
  ringAllReduceSeconds,
  treeAllReduceSeconds,
  allGatherSeconds,
  pointToPointSeconds,
} from "../communication/collectives";
import { pushPullSeconds, serversToMatchWorkers } from "../communication/parameterServer";
import { inputPipeline, lustreBytesPerSecond, s3RequestsPerSecond } from "../input";
import { type FormulaPage, of, percent } from "./formula";

const efa = { members: 64, bytesPerSecond: 50e9, latencySeconds: 20e-6 };
const milliseconds = (seconds: number) => of(seconds * 1000, "ms");
const servers = { workers: 16, servers: 4, workerBytesPerSecond: 12.5e9, serverBytesPerSecond: 12.5e9 };
const pushed = pushPullSeconds(1e9, servers);
const images = { samplesPerSecond: 20_000, bytesPerSample: 110_000, nodes: 4 };
const lustre = { kind: "lustre", bytesPerSecond: lustreBytesPerSecond(4.8, 250), nodeBytesPerSecond: 10e9 } as const;
const fed = inputPipeline(images, lustre);

export const communicationPage: FormulaPage = {
  file: "communication",
  title: "Communication and input",
  code: ["sizing/communication/", "sizing/input.ts"],
  letters: {
    B: "bytes of the whole buffer",
    n: "members",
    w: "bytes a second of one member, one direction",
    l: "latency of a message",
  },
  formulas: [
    {
      name: "All-reduce",
      by: [allReduceSeconds, ringAllReduceSeconds, treeAllReduceSeconds],
      formula:
        "ring: 2 (n - 1)/n B / w + 2 (n - 1) l\ndouble binary tree: 2 B / w + 2 log2(n) l;   the faster of the two",
      source: "Patarasuk and Yuan 2009; Sanders et al. 2009; NVIDIA nccl-tests, PERFORMANCE.md",
      examples: [
        { of: "1 GB over 64 members at 50 GB/s, 20 us: ring", gives: milliseconds(ringAllReduceSeconds(1e9, efa)) },
        { of: "the same: tree", gives: milliseconds(treeAllReduceSeconds(1e9, efa)) },
        { of: "1 MB: the faster", gives: milliseconds(allReduceSeconds(1e6, efa)) },
      ],
    },
    {
      name: "Reduce-scatter, all-gather, all-to-all",
      by: [
        reduceScatterSeconds,
        allGatherSeconds,
        allToAllSeconds,
        pointToPointSeconds,
        gradientWireBytes,
        weightWireBytes,
      ],
      formula: "(n - 1)/n B / w + (n - 1) l",
      source: "Thakur et al. 2005; Lepikhin et al. 2020 (arXiv 2006.16668) for expert parallelism",
      examples: [
        { of: "reduce-scatter of 1 GB", gives: milliseconds(reduceScatterSeconds(1e9, efa)) },
        { of: "all-to-all of 1 GB", gives: milliseconds(allToAllSeconds(1e9, efa)) },
      ],
    },
    {
      name: "Parameter server",
      by: [pushPullSeconds, serversToMatchWorkers],
      formula: "max(2 B / worker's link, 2 B workers / servers / server's link)",
      source: "Li et al. 2014 (OSDI), section 3; Jiang et al. 2020 (BytePS, OSDI), section 2",
      examples: [
        {
          of: "1 GB, 16 workers, 4 servers, 100 Gbit/s each",
          gives: `${of(pushed.seconds, "s")}, bound by the ${pushed.bottleneck}`,
        },
        { of: "servers from which on the workers bind", gives: String(serversToMatchWorkers(servers)) },
      ],
    },
    {
      name: "Input pipeline",
      by: [inputPipeline, lustreBytesPerSecond, s3RequestsPerSecond],
      formula:
        "needed: samples a second x bytes;   given: min(source, nodes x node's link, requests x bytes of an object)",
      source:
        "AWS, FSx for Lustre User Guide, Performance; AWS, Best practices design patterns: optimizing Amazon S3 performance",
      examples: [
        { of: "20,000 images of 110 KB a second", gives: of(fed.neededBytesPerSecond / 1e9, "GB/s") },
        {
          of: "from 4.8 TiB of Lustre at 250 MB/s/TiB",
          gives: `${percent(fed.satisfied)} of it, bound by the ${fed.bottleneck}`,
        },
      ],
    },
  ],
};
