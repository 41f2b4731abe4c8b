import { describe, expect, test } from "vitest";
import { describeType } from "../../catalog/describe";
import { nodeImageSoftware } from "../../catalog/images";
import { findInstanceType, instanceTypeNames } from "../../catalog/instanceTypes";
import { minimumSoftware, outdatedSoftware } from "../../catalog/minimumSoftware";
import { type NodeSoftware, nodeSoftwareChart } from "../../catalog/nodeSoftware";

const accelerated = instanceTypeNames().filter((name) => findInstanceType(name)?.accelerator);

describe("minimumSoftware", () => {
  test("joins what a source says of the type, of its accelerator and of all types with EFA: the newest holds", () => {
    expect(minimumSoftware("p6-b200.48xlarge")).toEqual({
      "nvidia-driver": "570",
      cuda: "12.8",
      nccl: "2.26.0",
      "aws-ofi-nccl": "1.15.0",
      libfabric: "1.22.0",
      "efa-installer": "1.42.0",
      "efa-driver": undefined,
      "aws-efa-k8s-device-plugin": "0.5.10",
    });
    expect(minimumSoftware("p5.48xlarge")).toMatchObject({ nccl: "2.18.0", cuda: "12.0", libfabric: "1.18.0" });
    expect(minimumSoftware("trn2.48xlarge")).toMatchObject({ "neuron-sdk": "2.21.0", libfabric: "1.7.0" });
    expect(minimumSoftware("p6e-gb200.36xlarge")).toMatchObject({ "nvidia-dra-driver-gpu": "25.8.0" });
  });

  test("asks of a type only what it runs", () => {
    expect(Object.keys(minimumSoftware("g6.xlarge")).sort()).toEqual(["cuda", "nvidia-driver"]);
    expect(Object.keys(minimumSoftware("inf2.xlarge")).sort()).toEqual(["aws-neuronx-dkms", "neuron-sdk"]);
    expect(minimumSoftware("m7i.xlarge")).toEqual({});
    expect(minimumSoftware("p9.48xlarge")).toEqual({});
  });

  test("tells a version for every type with EFA, and says where nobody published one", () => {
    for (const name of accelerated.filter((each) => findInstanceType(each)?.network.maxEfaInterfaces)) {
      const known = Object.values(minimumSoftware(name)).filter((version) => version !== undefined);
      expect(known.length, name).toBeGreaterThan(0);
    }
    expect(describeType("p6-b200.48xlarge")).toMatchObject({ minimumSoftware: { "efa-driver": "none published" } });
  });
});

describe("outdatedSoftware", () => {
  test.each([
    ["p6-b200.48xlarge", "aws-efa-k8s-device-plugin", "v0.5.9", "0.5.10"],
    ["p6-b200.48xlarge", "nccl", "2.25.1", "2.26.0"],
    ["p5en.48xlarge", "aws-ofi-nccl", "1.12.1", "1.13.0"],
    ["p6-b300.48xlarge", "nvidia-driver", "570.172.08", "580"],
    ["trn2.48xlarge", "neuron-sdk", "2.20.2", "2.21.0"],
  ])("of %s tells that %s %s is too old", (type, name, found, needed) => {
    expect(outdatedSoftware(type, { [name]: found })).toEqual([{ name, found, needed }]);
    expect(outdatedSoftware(type, { [name]: needed })).toEqual([]);
  });

  test("is silent where nobody published a version", () => {
    expect(outdatedSoftware("g6.xlarge", { "nvidia-driver": "525.1", nccl: "1.0" })).toEqual([]);
  });
});

test("the pinned charts serve every type", () => {
  const charts: NodeSoftware[] = ["aws-efa-k8s-device-plugin", "nvidia-dra-driver-gpu"];
  const pinned = Object.fromEntries(charts.map((chart) => [chart, nodeSoftwareChart(chart).version]));
  expect(accelerated.flatMap((name) => outdatedSoftware(name, pinned))).toEqual([]);
});

test("EKS' images carry a driver for every type but G7", () => {
  const outdated = accelerated.filter((name) => {
    const maker = findInstanceType(name)?.accelerator?.manufacturer ?? "NVIDIA";
    return outdatedSoftware(name, nodeImageSoftware(maker).software).length > 0;
  });
  expect(outdated).toEqual(accelerated.filter((name) => name.startsWith("g7.")));
});
