import { expect, test } from "vitest";
import { interfaceEndpoints } from "../../../components/region/inputs";
import { loadStack } from "../../../spec/load";

test("gives KEDA a way to its metrics in a network that nothing else leads out of", () => {
  const { stack } = loadStack("stacks/us-east-1.yaml");
  const closed = { ...stack, network: { ...stack.network, natGateways: "none" as const } };
  expect(interfaceEndpoints(closed)).toContain("aps-workspaces");
  expect(interfaceEndpoints(closed)).toContain("eks-auth");
  expect(interfaceEndpoints(stack)).toBeUndefined();
  expect(interfaceEndpoints({ ...closed, serving: [] })).toBeUndefined();
});
