import { describe, expect, test } from "vitest";
import { findInstanceType } from "../../catalog/instanceTypes";
import { judgeFabric, readFabricLog } from "../../certify/result";
import { nccomLog, ncclLog } from "./logs";

function typeOf(name: string) {
  const type = findInstanceType(name);
  if (!type) throw new Error(`${name} is not in the catalogue`);
  return type;
}
const p5 = typeOf("p5.48xlarge");

describe("readFabricLog", () => {
  test("reads nccl-tests' table, its check and NCCL's provider", () => {
    expect(readFabricLog(ncclLog)).toEqual({
      measurements: [
        { bytes: 8388608, busGBps: 76.8 },
        { bytes: 4294967296, busGBps: 465.87 },
        { bytes: 17179869184, busGBps: 487.09 },
      ],
      wrong: 0,
      provider: { name: "efa", devices: 32 },
      software: { nccl: "2.27.7", cuda: "12.8", "aws-ofi-nccl": "1.16.3" },
    });
  });

  test("reads nccom-test's table", () => {
    expect(readFabricLog(nccomLog)).toEqual({
      measurements: [{ bytes: 33554432, busGBps: 40.69 }],
      software: {},
    });
  });

  test("reads nothing from a log without a table", () => {
    expect(readFabricLog("mpirun: command not found\n")).toEqual({ measurements: [], software: {} });
  });
});

describe("judgeFabric", () => {
  const result = readFabricLog(ncclLog);

  test("certifies what reaches the wanted bandwidth, over EFA, with right sums", () => {
    expect(judgeFabric(result, p5, 438)).toEqual({ certified: true, busGBps: 487.09, reasons: [] });
  });

  test.each([
    ["a slow fabric", result, 500, "487.09 GB/s is less than the 500 wanted"],
    ["wrong sums", { ...result, wrong: 3 }, 400, "3 elements came out wrong"],
    ["TCP", { ...result, provider: { name: "tcp", devices: 1 } }, 400, "NCCL went over tcp, not EFA"],
    ["a card too few", { ...result, provider: { name: "efa", devices: 31 } }, 400, "NCCL found 31 of the node's 32"],
    ["a type of which nobody knows", result, undefined, "nobody published what nodes of p5.48xlarge reach"],
    [
      "libraries too old",
      { ...result, software: { nccl: "2.16.2" } },
      400,
      "nccl 2.16.2 is too old: p5.48xlarge needs 2.18.0",
    ],
    ["no measurement", { measurements: [], software: {} }, 400, "the test's log has no measurement"],
  ])("does not certify %s", (_, judged, wanted, reason) => {
    const verdict = judgeFabric(judged, p5, wanted);
    expect(verdict.certified).toBe(false);
    expect(verdict.reasons.join("\n")).toContain(reason);
  });
});
