import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { queues, type QueuedPool, topologyName } from "../../../components/scheduling/queues";
import { kueueConfiguration } from "../../../components/scheduling/kueueConfiguration";
import type { DynamicPool, Scheduling } from "../../../spec/stack";
import { workPools } from "../../../spec/workPools";

const train: QueuedPool = { name: "train", instanceType: "p5en.48xlarge", nodes: 4 };
const serve: QueuedPool = { name: "serve", instanceType: "g6e.12xlarge", nodes: { min: 2, max: 8 } };
const trainium: QueuedPool = { name: "trn", instanceType: "trn2.48xlarge", nodes: 2 };

const scheduling: Scheduling = {
  teams: [
    { name: "research", weight: 2, quota: { train: { nominal: "50%", borrowing: "1 node", lending: "8 GPUs" } } },
    { name: "products", quota: { train: "1 node", serve: "75%" } },
  ],
};

const specOf = (kind: string, name: string, pools = [train, serve], entry = scheduling) => {
  const found = queues("cohort", entry, pools).find(
    (object) => object.kind === kind && object.metadata.name === name,
  ) as unknown as { spec: Record<string, unknown> } | undefined;
  if (!found) throw new Error(`no ${kind} ${name}`);
  return found.spec;
};

describe("queues", () => {
  test("turns percentages, nodes and GPUs into accelerators, with what a team may borrow and lend", () => {
    expect(specOf("ClusterQueue", "research")).toEqual({
      cohortName: "cohort",
      namespaceSelector: { matchLabels: { "aidc.dev/team": "research" } },
      resourceGroups: [
        {
          coveredResources: ["nvidia.com/gpu"],
          flavors: [
            {
              name: "train",
              resources: [{ name: "nvidia.com/gpu", nominalQuota: 16, borrowingLimit: 8, lendingLimit: 8 }],
            },
            { name: "serve", resources: [{ name: "nvidia.com/gpu", nominalQuota: 0 }] },
          ],
        },
      ],
      queueingStrategy: "BestEffortFIFO",
      preemption: { reclaimWithinCohort: "Any", withinClusterQueue: "LowerPriority" },
      fairSharing: { weight: "2" },
    });
  });

  test("leaves what nobody claims to the cohort", () => {
    expect(specOf("Cohort", "cohort")).toEqual({
      resourceGroups: [
        {
          coveredResources: ["nvidia.com/gpu"],
          flavors: [
            { name: "train", resources: [{ name: "nvidia.com/gpu", nominalQuota: 32 - 16 - 8 }] },
            { name: "serve", resources: [{ name: "nvidia.com/gpu", nominalQuota: 32 - 24 }] },
          ],
        },
      ],
    });
  });

  test("places gangs by the network's layers where the nodes stand, and by quota alone where they come and go", () => {
    expect(specOf("Topology", "network-3-layers")).toEqual({
      levels: [
        { nodeLabel: "topology.k8s.aws/network-node-layer-1" },
        { nodeLabel: "topology.k8s.aws/network-node-layer-2" },
        { nodeLabel: "topology.k8s.aws/network-node-layer-3" },
        { nodeLabel: "kubernetes.io/hostname" },
      ],
    });
    expect(specOf("ResourceFlavor", "train")).toEqual({
      nodeLabels: { "aidc.dev/pool": "train" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
      topologyName: "network-3-layers",
    });
    expect(specOf("ResourceFlavor", "serve")).not.toHaveProperty("topologyName");
    expect(topologyName({ instanceType: "p6-b200.48xlarge", nodes: { min: 2, max: 2 } })).toBe("network-4-layers");
    expect(topologyName({ instanceType: "g5.xlarge", nodes: 2 })).toBeUndefined();
  });

  test("keeps GPUs and Trainium in groups of their own, and pools without accelerators out", () => {
    const pools = [train, trainium, { name: "cpu", instanceType: "m7i.xlarge", nodes: 3 }];
    const { resourceGroups } = specOf("ClusterQueue", "products", pools) as {
      resourceGroups: { coveredResources: string[]; flavors: { name: string }[] }[];
    };
    expect(
      resourceGroups.map(({ coveredResources, flavors }) => [coveredResources, flavors.map(({ name }) => name)]),
    ).toEqual([
      [["nvidia.com/gpu"], ["train"]],
      [["aws.amazon.com/neuron"], ["trn"]],
    ]);
  });

  test("queues for what Karpenter makes after what stands, up to its accelerators", () => {
    const burst: DynamicPool = { name: "burst", instanceTypes: ["g6e.48xlarge", "g6e.12xlarge"], maxAccelerators: 18 };
    const pools = workPools({ pools: [{ ...serve, zone: "use1-az4" }], dynamicPools: [burst] });
    // Nodes of its smallest type, four GPUs each.
    expect(pools[1]).toMatchObject({ name: "burst", instanceType: "g6e.12xlarge", nodes: { min: 0, max: 4 } });
    const entry: Scheduling = { teams: [{ name: "one", quota: { serve: "100%", burst: "2 nodes" } }] };
    expect(specOf("ClusterQueue", "one", pools, entry)).toMatchObject({
      resourceGroups: [
        {
          flavors: [
            { name: "serve", resources: [{ nominalQuota: 32 }] },
            { name: "burst", resources: [{ nominalQuota: 8 }] },
          ],
        },
      ],
    });
    expect(specOf("Cohort", "cohort", pools, entry)).toMatchObject({
      resourceGroups: [{ flavors: [{ name: "burst", resources: [{ nominalQuota: 16 - 8 }] }] }],
    });
    expect(specOf("ResourceFlavor", "burst", pools, entry)).toEqual({
      nodeLabels: { "aidc.dev/pool": "burst" },
      tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
    });
  });

  test("teams' quotas and the cohort's are always the whole pool", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 450 }), fc.integer({ min: 0, max: 100 }), (nodes, percent) => {
        const entry: Scheduling = {
          teams: [
            { name: "one", quota: { train: `${percent}%` } },
            { name: "two", quota: { train: `${100 - percent}%` } },
          ],
        };
        const all = queues("cohort", entry, [{ ...train, nodes }]);
        const nominal = JSON.stringify(all).matchAll(/"nominalQuota":(\d+)/g);
        expect([...nominal].reduce((sum, [, quota]) => sum + Number(quota), 0)).toBe(nodes * 8);
      }),
    );
  });
});

test("Kueue takes what nobody queued, counts accelerators alone, and shares by weight unless told not to", () => {
  expect(kueueConfiguration({})).toMatchObject({
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: { matchExpressions: [{ key: "aidc.dev/team", operator: "Exists" }] },
    resources: { excludeResourcePrefixes: expect.arrayContaining(["cpu", "memory", "vpc.amazonaws.com/"]) as unknown },
    fairSharing: { preemptionStrategies: ["LessThanOrEqualToFinalShare", "LessThanInitialShare"] },
  });
  const frameworks = (trainer: boolean) => kueueConfiguration({}, trainer).integrations.frameworks;
  expect(frameworks(true).filter((each) => !frameworks(false).includes(each))).toEqual([
    "trainer.kubeflow.org/trainjob",
  ]);
  expect(kueueConfiguration({ fairSharing: false })).not.toHaveProperty("fairSharing");
});
