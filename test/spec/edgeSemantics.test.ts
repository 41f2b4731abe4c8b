import { describe, expect, it } from "vitest";
import { edgeRange } from "../../spec/edge";
import { loadStack } from "../../spec/load";
import { checkSemantics } from "../../spec/semantics";
import type { EdgeModel, EdgeSite, InferenceWorkload, Pool, Stack } from "../../spec/stack";

const { stack } = loadStack("stacks/examples/edge.yaml");
const [site, pool, service] = [stack.edge![0]!, stack.pools[0]!, stack.serving![0]!];
const outpost = "arn:aws:outposts:us-east-1:111122223333:outpost/op-0123456789abcdef0";

const withSite = (over: Partial<EdgeSite>): Stack => ({ ...stack, edge: [{ ...site, ...over }] });
const withPool = (over: Partial<Pool>, of = stack): Stack => ({ ...of, pools: [{ ...pool, ...over }] });
const withService = (over: Partial<InferenceWorkload>): Stack => ({ ...stack, serving: [{ ...service, ...over }] });
const withModel = (over: Partial<EdgeModel>): Stack => withSite({ models: [{ ...site.models![0]!, ...over }] });
const plant = withPool({ zone: "use1-az4" }, withSite({ site: { outpost, zone: "use1-az4" } }));
const second: EdgeSite = { ...site, name: "other", cidr: "10.16.241.0/24", models: [] };

describe("edge", () => {
  it("finds nothing in what fits: a Local Zone, an Outpost", () => {
    expect(checkSemantics(stack)).toEqual([]);
    expect(checkSemantics(plant)).toEqual([]);
  });

  it("keeps the network's last sixteenth for sites", () => {
    expect([edgeRange("10.16.0.0/16"), edgeRange("172.20.16.0/20")]).toEqual(["10.16.240.0/20", "172.20.31.0/24"]);
  });

  it.each<[string, Stack, string, RegExp]>([
    [
      "another region's Local Zone",
      withPool({ zone: "usw2-lax1-az1" }, withSite({ site: "usw2-lax1-az1" })),
      "edge.0.site",
      /not a Local Zone of us-east-1/,
    ],
    ["a pool that stands elsewhere", withPool({ zone: "use1-az4" }), "edge.0.pool", /is in use1-az4, not at the site/],
    ["no such pool", withSite({ pool: "bostom" }), "edge.0.pool", /is not one of pools/],
    ["a pool of two sites", { ...stack, edge: [site, second] }, "edge.1.pool", /is site boston's already/],
    [
      "an Outpost of another region",
      { ...plant, edge: [{ ...site, site: { outpost: outpost.replace("us-east-1", "us-west-2"), zone: "use1-az4" } }] },
      "edge.0.site.outpost",
      /hangs on us-west-2/,
    ],
    [
      "an Outpost outside the network's zones",
      withPool({ zone: "use1-az5" }, withSite({ site: { outpost, zone: "use1-az5" } })),
      "edge.0.site.zone",
      /not one of the network's/,
    ],
    [
      "a type that the zone does not offer",
      withPool({ instanceType: "g6.xlarge" }),
      "pools.0.zone",
      /g6\.xlarge is not offered in use1-bos1-az1/,
    ],
    ["a fabric", withPool({ instanceType: "g4dn.8xlarge" }, { ...plant }), "pools.0", /no source says that they work/],
    ["spot", withPool({ capacity: "spot" }), "pools.0.capacity", /no spot nodes on a Local Zone/],
    [
      "a reservation on an Outpost",
      withPool({ zone: "use1-az4", capacity: { reservation: "cr-0123456789abcdef0" } }, plant),
      "pools.0.capacity",
      /no reservation nodes on an Outpost/,
    ],
    [
      "a range outside its part of the network",
      withSite({ cidr: "10.16.96.0/24" }),
      "edge.0.cidr",
      /not within 10\.16\.240\.0\/20/,
    ],
    [
      "a range that starts inside itself",
      withSite({ cidr: "10.16.240.9/24" }),
      "edge.0.cidr",
      /does not start a range/,
    ],
    ["a range smaller than a subnet", withSite({ cidr: "10.16.240.0/29" }), "edge.0.cidr", /smaller than \/28/],
    [
      "too few addresses",
      withPool({ nodes: 12 }, withSite({ cidr: "10.16.240.0/28" })),
      "edge.0.cidr",
      /has 11 addresses; the nodes of pool boston take 396/,
    ],
    ["no such bucket", withModel({ bucket: "model" }), "edge.0.models.0.bucket", /is not a bucket of this file/],
    ["more models than fit", withModel({ sizeGiB: 80 }), "edge.0.models", /take 210 GiB of each node's root volume/],
    [
      "a model that is not kept there",
      withService({ model: { claim: "models" } }),
      "serving.0.model.claim",
      /is no(t kept at site boston| claim)/,
    ],
    [
      "a public load balancer",
      withService({ entry: { ...service.entry!, public: true } }),
      "serving.0.entry.public",
      /no public subnet/,
    ],
    [
      "less time than light takes",
      withSite({ latency: { kilometres: 1000, roundTripMs: 5 } }),
      "edge.0.latency.roundTripMs",
      /less than light takes over 1000 km of fibre and back, 10 ms/,
    ],
  ])("finds %s", (_, wrong, path, message) => {
    const found = checkSemantics(wrong).find((finding) => finding.path.join(".") === path);
    expect(found?.message).toMatch(message);
  });

  it("finds two models of one name in a namespace", () => {
    const [model] = site.models!;
    const findings = checkSemantics(withSite({ models: [model!, { ...model!, sizeGiB: 1 }] }));
    expect(findings.map(({ path }) => path.join("."))).toEqual(["edge.0.models.1.name"]);
  });
});
