import { describe, expect, it } from "vitest";
import { checkSemantics } from "../../spec/semantics";
import { loadStack } from "../../spec/load";
import type { DynamicPool, Pool, Stack } from "../../spec/stack";

/** What it cleans, test/spec/cleaning.test.ts judges. */
const stack: Stack = { ...loadStack("stacks/us-east-1.yaml").stack, cleaning: [] };
const pool = (over: Partial<Pool>): Pool => ({ name: "one", instanceType: "g6e.12xlarge", nodes: 2, ...over });
const idle: Stack = { ...stack, scheduling: undefined, workloads: [], serving: [], storage: { buckets: [] } };
const withPool = (over: Partial<Pool>): Stack => ({ ...idle, pools: [pool(over)] });
const withCidr = (cidr: string): Stack => ({ ...stack, network: { ...stack.network, cidr } });
const withSystem = (instanceType: string): Stack => ({
  ...stack,
  cluster: { ...stack.cluster, systemPool: { ...stack.cluster.systemPool, instanceType } },
});
const withDynamic = (over: Partial<DynamicPool>): Stack => ({
  ...stack,
  dynamicPools: [{ name: "burst", instanceTypes: ["g6e.12xlarge"], maxAccelerators: 8, ...over }],
});
const withAccess = (...publicAccessCidrs: string[]): Stack => ({
  ...stack,
  cluster: { ...stack.cluster, publicAccessCidrs },
});
const withExceptions = (...rules: string[]): Stack => ({
  ...stack,
  exceptions: rules.map((rule) => ({ rule, reason: "Until the migration", owner: "platform", expires: "2027-01-31" })),
});
const withMonitoring = (monitoring: Partial<Stack["monitoring"]>): Stack => ({
  ...stack,
  monitoring: { ...stack.monitoring, ...monitoring },
});
const research = { name: "research", emails: [] };
const night = { name: "night", from: "20:00", to: "07:00", timeZone: "Europe/Berlin" };

describe("checkSemantics", () => {
  it("finds nothing in the reference region", () => {
    expect(checkSemantics(stack)).toEqual([]);
  });

  it("lets no cluster span a zone in which EKS places no control plane", () => {
    const zones: Stack["network"]["zones"] = ["use1-az2", "use1-az3", "use1-az6"];
    const findings = checkSemantics({ ...stack, network: { ...stack.network, zones } });
    const message = expect.stringContaining("takes no EKS control plane") as string;
    expect(findings[0]).toMatchObject({ path: ["network", "zones", 1], message });
  });

  it.each<[string, Stack, string, RegExp]>([
    ["a residency without a region", { ...stack, residency: ["us", "nl"] }, "residency.1", /has no AWS region/],
    [
      "a region outside its residency",
      { ...idle, recovery: undefined, residency: ["eu"] },
      "region",
      /is in us, outside the stack's residency, eu/,
    ],
    [
      "copies outside the residency",
      { ...stack, storage: { ...stack.storage, replicaRegion: "ca-central-1" } },
      "storage.replicaRegion",
      /is in ca, outside/,
    ],
    ["a range that is none", withCidr("999.1.1.1/99"), "network.cidr", /is not an IPv4 range/],
    ["host bits", withCidr("10.16.1.0/16"), "network.cidr", /does not start a range/],
    ["a range larger than a VPC", withCidr("10.16.0.0/14"), "network.cidr", /from \/16 to \/20/],
    ["a public range", withCidr("8.8.0.0/16"), "network.cidr", /is not a private range/],
    [
      "an access range that is none",
      withAccess("203.0.113.0/24", "203.0.113.0/33"),
      "cluster.publicAccessCidrs.1",
      /is not an IPv4 range/,
    ],
    [
      "a use that does not rise",
      { ...stack, usage: { ...stack.usage, bucketGB: { low: 5, likely: 3, high: 9 } } },
      "usage.bucketGB",
      /must rise/,
    ],
    [
      "a price of no type",
      { ...stack, prices: { spot: { "g6e.13xlarge": 4 } } },
      "prices.spot.g6e.13xlarge",
      /catalogue/,
    ],
    ["a price of nothing", { ...stack, prices: { items: { "nat-hour": 1 } } }, "prices.items.nat-hour", /not an item/],
    [
      "a run of no model",
      {
        ...stack,
        workloads: (stack.workloads ?? []).map((each) => ({ ...each, trains: { model: "lama-3-8b", tokens: "1T" } })),
      },
      "workloads.0.trains.model",
      /not a model/,
    ],
    [
      "a type that AWS has only named",
      withPool({ instanceType: "trn3.48xlarge" }),
      "pools.0.instanceType",
      /is not an instance type in the catalogue/,
    ],
    [
      "an image too old for its pool's type",
      {
        ...stack,
        workloads: (stack.workloads ?? []).map((each) => ({
          ...each,
          software: { nccl: "2.27.7", "aws-ofi-nccl": "1.12.1" },
        })),
      },
      "workloads.0.software.aws-ofi-nccl",
      /^is too old for p5en.48xlarge, which needs aws-ofi-nccl 1.13.0 or newer$/,
    ],
    ["two exceptions for one finding", withExceptions("EKS-01", "EKS-02", "EKS-01"), "exceptions.2", /repeats another/],
    [
      "a route to nobody",
      withMonitoring({ receivers: [research], routes: [{ to: "reserch" }] }),
      "monitoring.routes.0.to",
      /is not a receiver of this file/,
    ],
    [
      "a route that nothing reaches",
      withMonitoring({ receivers: [research], routes: [{ to: "research" }, { to: "research", concerns: ["gpu"] }] }),
      "monitoring.routes.0",
      /no route behind it is ever reached/,
    ],
    [
      "a time zone that is none",
      withMonitoring({ quietHours: [{ ...night, timeZone: "Europe/Berln" }] }),
      "monitoring.quietHours.0.timeZone",
      /is not a time zone/,
    ],
    [
      "hours that are none",
      withMonitoring({ quietHours: [{ ...night, to: "20:00" }] }),
      "monitoring.quietHours.0.to",
      /no time at all/,
    ],
    [
      "two receivers of one name",
      withMonitoring({ receivers: [research, research] }),
      "monitoring.receivers.1.name",
      /is used twice/,
    ],
    [
      "a fabric without a zone",
      withPool({ instanceType: "p5en.48xlarge" }),
      "pools.0",
      /16 EFA interfaces, and a fabric never crosses zones/,
    ],
    [
      "spot types of another architecture",
      withPool({ capacity: { spot: ["g5g.16xlarge"] } }),
      "pools.0.capacity.spot.0",
      /different images|not an instance type/,
    ],
    [
      "spot types without accelerators",
      withPool({ capacity: { spot: ["m7i.xlarge"] } }),
      "pools.0.capacity.spot.0",
      /different images/,
    ],
    [
      "an unknown spot type",
      withPool({ capacity: { spot: ["g6e.13xlarge"] } }),
      "pools.0.capacity.spot.0",
      /not an instance type/,
    ],
    [
      "a system type that a zone lacks",
      withSystem("p5en.48xlarge"),
      "cluster.systemPool.instanceType",
      /is not offered in/,
    ],
    [
      "a dynamic pool of two images",
      withDynamic({ instanceTypes: ["g6e.12xlarge", "inf2.8xlarge"] }),
      "dynamicPools.0.instanceTypes.1",
      /cannot share a pool with g6e\.12xlarge/,
    ],
    [
      "a dynamic pool without accelerators",
      withDynamic({ instanceTypes: ["m7i.xlarge"] }),
      "dynamicPools.0.instanceTypes.0",
      /has no accelerators/,
    ],
    [
      "a dynamic UltraServer",
      withDynamic({ instanceTypes: ["p6e-gb200.36xlarge"] }),
      "dynamicPools.0.instanceTypes.0",
      /which Karpenter cannot make/,
    ],
    [
      "a dynamic fabric without a zone",
      withDynamic({ instanceTypes: ["p5en.48xlarge"], efa: true }),
      "dynamicPools.0.efa",
      /needs a zone/,
    ],
    [
      "a dynamic pool without room for a node",
      withDynamic({ maxAccelerators: 3 }),
      "dynamicPools.0.maxAccelerators",
      /less than its smallest node has, 4/,
    ],
    ["a dynamic pool with a pool's name", withDynamic({ name: "serve-l40s" }), "dynamicPools.0.name", /is used twice/],
    [
      "a Local Zone that the region has not",
      { ...stack, network: { ...stack.network, localZone: "use1-mia1-az1" } },
      "network.localZone",
      /is not a Local Zone of us-east-1/,
    ],
    [
      "a Bottlerocket image for Trainium",
      withPool({ instanceType: "trn1.32xlarge", zone: "use1-az4", imageFamily: "bottlerocket" }),
      "pools.0.imageFamily",
      /EKS publishes no bottlerocket image for trn1\.32xlarge \(AWS Trainium, x86_64\)/,
    ],
    [
      "part of an UltraServer",
      {
        ...withPool({
          instanceType: "p6e-gb200.36xlarge",
          nodes: 10,
          zone: "use1-dfw2-az1",
          capacity: {
            block: "cr-0123456789abcdef0",
            startsAt: "2027-01-04T11:30:00Z",
            endsAt: "2027-01-11T11:30:00Z",
          },
        }),
        network: { ...stack.network, localZone: "use1-dfw2-az1" },
      },
      "pools.0.nodes",
      /an UltraServer of p6e-gb200\.36xlarge is one block of all its instances/,
    ],
    [
      "more nodes than the zone's subnet has addresses for",
      {
        ...withPool({ instanceType: "p5en.48xlarge", nodes: { min: 0, max: 8 }, zone: "use1-az6" }),
        network: { ...stack.network, cidr: "10.16.0.0/20" },
      },
      "pools.0.nodes",
      /take the private subnet of use1-az6 past its 251 addresses: 33 a node, 66 taken before/,
    ],
  ])("finds %s", (_, wrong, path, message) => {
    const findings = checkSemantics(wrong);
    expect(findings.map((finding) => finding.path.join("."))).toEqual([path]);
    expect(findings[0]?.message).toMatch(message);
  });

  it.each<[string, Partial<Pool>]>([
    ["the fabric has its zone", { instanceType: "p5en.48xlarge", zone: "use1-az6" }],
    ["spot types of one image", { capacity: { spot: ["g6e.24xlarge"] } }],
    ["the nodes fit their subnet", { instanceType: "p5en.48xlarge", nodes: 100, zone: "use1-az6" }],
    ["no fabric is wanted", { instanceType: "p5en.48xlarge", efa: false }],
  ])("finds nothing where %s", (_, over) => {
    expect(checkSemantics(withPool(over))).toEqual([]);
  });
});
