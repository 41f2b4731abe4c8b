import { describe, expect, it } from "vitest";
import { causeOf } from "../../check/cause";
import { ResourceGraph, type ResourceNode } from "../../plan/graph";
import { loadStack } from "../../spec/load";

const { stack } = loadStack("stacks/us-east-1.yaml");

/** A resource inside a component inside the region. */
function resource(component: string, componentName: string, name: string) {
  const region = { urn: "region", type: "aidc:region:Region", name: "us-east-1", inputs: {} };
  const nodes: ResourceNode[] = [
    region,
    { urn: "component", type: component, name: componentName, inputs: {}, parent: "region" },
    { urn: "resource", type: "aws:x:Y", name, inputs: {}, parent: "component" },
  ];
  return new ResourceGraph(nodes).find("resource");
}

describe("the cause of a finding", () => {
  it.each<[string, string, string, string | undefined, (string | number)[]]>([
    ["aidc:network:Network", "us-east-1-network", "us-east-1-network-vpc", undefined, ["network"]],
    ["aidc:compute:Cluster", "us-east-1-cluster", "us-east-1-cluster-cluster", "version", ["cluster", "version"]],
    [
      "aidc:compute:Cluster",
      "us-east-1-cluster",
      "us-east-1-cluster-cluster",
      "vpcConfig.endpointPublicAccess",
      ["cluster", "publicAccessCidrs"],
    ],
    [
      "aidc:compute:AcceleratorPool",
      "us-east-1-serve-l40s",
      "us-east-1-serve-l40s-nodes",
      "scalingConfig.maxSize",
      ["pools", 1, "nodes"],
    ],
    ["aidc:storage:ObjectStore", "us-east-1-data", "us-east-1-data-raw-policy", "policy", ["storage", "buckets", 0]],
    [
      "aidc:security:AuditTrail",
      "us-east-1-audit",
      "us-east-1-audit-logs",
      "retentionInDays",
      ["audit", "logRetentionDays"],
    ],
    [
      "aidc:compute:DynamicPool",
      "us-east-1-burst-l40s",
      "us-east-1-burst-l40s-node-pool",
      "spec.limits.nvidia.com/gpu",
      ["dynamicPools", 0, "maxAccelerators"],
    ],
    [
      "aidc:storage:ParallelFileSystem",
      "us-east-1-storage-datasets",
      "us-east-1-storage-datasets",
      "storageCapacity",
      ["storage", "lustre", 0, "sizeGiB"],
    ],
    [
      "aidc:serving:InferenceService",
      "us-east-1-chat",
      "us-east-1-chat-replicas",
      "spec.template.spec.containers[0].image",
      ["serving", 0, "image"],
    ],
    ["aidc:security:Keys", "us-east-1-keys", "us-east-1-keys-audit", "policy", []],
  ])("of %s %s is where the stack file says it", (component, componentName, name, property, path) => {
    expect(causeOf(resource(component, componentName, name), property, stack)).toEqual(path);
  });

  it("of the region's own facts is their key", () => {
    const region = new ResourceGraph([{ urn: "region", type: "aidc:region:Region", name: "x", inputs: {} }]).find(
      "region",
    );
    expect(causeOf(region, "exceptions[2].expires", stack)).toEqual(["exceptions", 2]);
    expect(causeOf(region, "budgetMonthlyUSD", stack)).toEqual(["budget", "monthlyUSD"]);
    expect(causeOf(region, "rules.KMS-02.minDays", stack)).toEqual(["rules", "KMS-02", "minDays"]);
    expect(causeOf(undefined, "x", stack)).toEqual([]);
  });
});
