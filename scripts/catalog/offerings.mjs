// Writes catalog/facts/offerings.json, the zone IDs that offer each type, and catalog/facts/regions.json: zones and places.
import { sorted } from "../../dist/catalog/refresh/factFile.js";
import { carried, isAccelerated } from "../../dist/catalog/refresh/families.js";
import { groupOfferings } from "../../dist/catalog/refresh/offerings.js";
import { readFacts, writeFacts } from "./facts.mjs";
import { globalInfrastructure, moto } from "./packages.mjs";

const folder = "instance_type_offerings/availability-zone-id";
const regions = [
  ["af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2"],
  [
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ca-central-1",
    "ca-west-1",
  ],
  ["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  ["il-central-1", "me-central-1", "me-south-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
].flat();

// Zones in which EKS takes no cluster subnets.
const requirements = {
  key: "eks-network-requirements",
  source: {
    title: 'Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets"',
    from: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
    read: "2026-11-25",
  },
};
const withoutControlPlane = ["use1-az3", "usw1-az2", "cac1-az3"];

const offerings = {};
const zones = {};
for (const region of regions) {
  for (const { InstanceType: type, Location: zone } of moto.read(`${folder}/${region}.json.gz`)) {
    (zones[region] ??= new Set()).add(zone);
    if (carried(type)) ((offerings[type] ??= {})[region] ??= []).push(zone);
  }
}

writeFacts("offerings", {
  sources: { [moto.key]: moto.source },
  source: [moto.key],
  offerings: groupOfferings(offerings),
});

/** The three zones with most accelerator types, then by name. Zones once chosen stay: deployed stacks stand on them. */
function defaultZones(region) {
  const score = (zone) =>
    Object.keys(offerings).filter((type) => isAccelerated(type) && offerings[type][region]?.includes(zone)).length;
  return [...zones[region]]
    .filter((zone) => !withoutControlPlane.includes(zone))
    .sort((a, b) => score(b) - score(a) || (a < b ? -1 : 1))
    .slice(0, 3)
    .sort();
}

const known = readFacts("regions");
writeFacts("regions", {
  sources: {
    ...known.sources,
    [moto.key]: moto.source,
    [globalInfrastructure.key]: globalInfrastructure.source,
    [requirements.key]: requirements.source,
  },
  regions: sorted(
    regions.map((region) => [
      region,
      {
        ...globalInfrastructure.region(region),
        partition: "aws",
        zones: [...zones[region]].sort(),
        ...(withoutControlPlane.some((zone) => zones[region].has(zone)) && {
          withoutControlPlane: withoutControlPlane.filter((zone) => zones[region].has(zone)),
        }),
        defaultZones: known.regions?.[region]?.defaultZones ?? defaultZones(region),
        source: [moto.key, globalInfrastructure.key, requirements.key],
      },
    ]),
  ),
});
