import { expect, test } from "vitest";
import { topologyLevels } from "../../catalog/topology";

const layer = (number: number) => `topology.k8s.aws/network-node-layer-${number}`;

test("a type's levels run from the widest layer of the network to the node", () => {
  expect(topologyLevels("p5en.48xlarge")).toEqual([layer(1), layer(2), layer(3), "kubernetes.io/hostname"]);
  expect(topologyLevels("trn2.48xlarge")).toEqual([layer(1), layer(2), layer(3), "kubernetes.io/hostname"]);
});

test("Blackwell's network has a fourth layer, the narrowest", () => {
  expect(topologyLevels("p6-b200.48xlarge")).toEqual([
    layer(1),
    layer(2),
    layer(3),
    layer(4),
    "kubernetes.io/hostname",
  ]);
});

test("a type whose topology EC2 does not tell has its node alone", () => {
  expect(topologyLevels("g6.xlarge")).toEqual(["kubernetes.io/hostname"]);
});
