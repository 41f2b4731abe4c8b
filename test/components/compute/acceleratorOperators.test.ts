import { describe, expect, test } from "vitest";
import { nodeSoftwareChart } from "../../../catalog/nodeSoftware";
import { AcceleratorOperators, type AcceleratorOperatorsArgs } from "../../../components/compute/acceleratorOperators";
import { Provider } from "@pulumi/kubernetes/provider";
import { named, only, register } from "./mocks";

const release = "kubernetes:helm.sh/v3:Release";

const operators = (pools: AcceleratorOperatorsArgs["pools"]) =>
  register(() => {
    const provider = new Provider("existing", { kubeconfig: "{}" });
    new AcceleratorOperators("ai", { pools, kubernetes: provider });
  });

const h200 = { name: "train", instanceType: "p5en.48xlarge", zone: "use1-az5" };
const l4 = { name: "serve", instanceType: "g6.xlarge" };
const trainium = { name: "trn", instanceType: "trn2.48xlarge", zone: "use1-az5" };

describe("AcceleratorOperators", () => {
  test.each([
    ["GPUs on a fabric", [h200], ["ai-aws-efa-k8s-device-plugin", "ai-nvidia-device-plugin"]],
    ["GPUs alone", [l4], ["ai-nvidia-device-plugin"]],
    ["Bottlerocket, whose image has the plugin", [{ ...l4, imageFamily: "bottlerocket" as const }], []],
    ["Trainium", [trainium], ["ai-aws-efa-k8s-device-plugin", "ai-neuron-helm-chart"]],
    ["no pools", [], []],
  ])("installs what %s need", async (_, pools, expected) => {
    expect(named(await operators(pools), release)).toEqual(expected);
  });

  test("pins the chart and runs it where the device is, past every taint", async () => {
    expect(only(await operators([h200]), release, "ai-aws-efa-k8s-device-plugin")).toMatchObject({
      name: "aws-efa-k8s-device-plugin",
      namespace: "kube-system",
      chart: "aws-efa-k8s-device-plugin",
      repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
      version: nodeSoftwareChart("aws-efa-k8s-device-plugin").version,
      values: {
        nodeSelector: { "vpc.amazonaws.com/efa.present": "true" },
        tolerations: [{ operator: "Exists" }],
      },
    });
  });
});
