import { efaInterfaceCount } from "../catalog/networkInterfaces";
import type { InstanceType } from "../catalog/instanceTypes";
import { outdatedSoftware } from "../catalog/minimumSoftware";

/** What one message size reached. */
export interface Measurement {
  bytes: number;
  busGBps: number;
}

export interface FabricResult {
  measurements: Measurement[];
  /** Elements that the all-reduce got wrong; undefined where the tool did not check. */
  wrong?: number;
  /** The libfabric provider that NCCL chose, and over how many devices; undefined where the log does not say. */
  provider?: { name: string; devices: number };
  /** What the log names by version. */
  software: Record<string, string>;
}

const versions: Record<string, RegExp> = {
  nccl: /NCCL version (\d[\d.]*\d)/,
  cuda: /NCCL version \S+\+cuda(\d+\.\d+)/,
  "aws-ofi-nccl": /NET\/OFI Initializing aws-ofi-nccl (\d[\d.]*\d)/,
};

/**
 * Reads the log of nccl-tests' `all_reduce_perf` (out-of-place columns) or of Neuron's `nccom-test`. Prefixes that a
 * launcher puts before each line are passed over.
 */
export function readFabricLog(log: string): FabricResult {
  const lines = log.split("\n");
  const measurements = lines.flatMap((line) => ncclLine(line) ?? nccomLine(line) ?? []);
  const wrong = lines.flatMap((line) => /# Out of bounds values\s*:\s*(\d+)/.exec(line)?.[1] ?? [])[0];
  const provider = lines.flatMap((line) => {
    const [, name, devices] = /NET\/OFI Selected provider is (\w+).*\(found (\d+) nics\)/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, devices: Number(devices) }];
  })[0];
  return {
    measurements,
    ...(wrong !== undefined && { wrong: Number(wrong) }),
    ...(provider && { provider }),
    software: Object.fromEntries(
      Object.entries(versions).flatMap(([name, pattern]) => {
        const found = pattern.exec(log)?.[1];
        return found === undefined ? [] : [[name, found]];
      }),
    ),
  };
}

/** size, count, type, redop, root, then time, algbw, busbw, #wrong twice: out of place and in place. */
function ncclLine(line: string): Measurement | undefined {
  const found = /(?:^|\s|>:)(\d+)\s+\d+\s+\w+\s+\w+\s+-?\d+\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s+(?:\d+|N\/A)\s/.exec(
    `${line} `,
  );
  return found ? { bytes: Number(found[1]), busGBps: Number(found[2]) } : undefined;
}

/** size, count, type, time, algbw, busbw. */
function nccomLine(line: string): Measurement | undefined {
  const found = /^\s*(\d+)\s+\d+\s+[a-z]+\d+\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s*$/.exec(line);
  return found ? { bytes: Number(found[1]), busGBps: Number(found[2]) } : undefined;
}

export interface Verdict {
  certified: boolean;
  /** At the largest message, GB/s; undefined where the test measured nothing. */
  busGBps?: number;
  /** What speaks against the pool, in words for its user; empty where it is certified. */
  reasons: string[];
}

/** Judges a run: right sums, over EFA on all its devices, at a bus bandwidth of at least `wantedGBps`. */
export function judgeFabric(result: FabricResult, type: InstanceType, wantedGBps: number | undefined): Verdict {
  const largest = result.measurements.reduce<Measurement | undefined>(
    (most, each) => (most === undefined || each.bytes >= most.bytes ? each : most),
    undefined,
  );
  if (!largest) return { certified: false, reasons: ["the test's log has no measurement"] };
  const { busGBps } = largest;
  const reasons: string[] = [];
  if (result.wrong) reasons.push(`${result.wrong} elements came out wrong`);
  const devices = efaInterfaceCount(type);
  if (result.provider && result.provider.name !== "efa") {
    reasons.push(
      `NCCL went over ${result.provider.name}, not EFA: is the EFA device plugin there, and the pod given ${devices} devices?`,
    );
  } else if (result.provider && result.provider.devices < devices) {
    reasons.push(`NCCL found ${result.provider.devices} of the node's ${devices} EFA devices`);
  }
  for (const { name, found, needed } of outdatedSoftware(type.name, result.software)) {
    reasons.push(`${name} ${found} is too old: ${type.name} needs ${needed} or newer`);
  }
  if (wantedGBps === undefined) {
    reasons.push(
      `nobody published what nodes of ${type.name} reach, and its line rate does not tell: say what you expect with --expect`,
    );
  } else if (busGBps < wantedGBps) {
    reasons.push(`${busGBps} GB/s is less than the ${round(wantedGBps)} wanted`);
  }
  return { certified: reasons.length === 0, busGBps, reasons };
}

export function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}
