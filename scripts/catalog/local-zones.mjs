// Writes catalog/facts/local-zones.json: Local Zones, and the accelerated types that AWS' price list has for their cities.
import { sorted } from "../../dist/catalog/refresh/factFile.js";
import { isAccelerated } from "../../dist/catalog/refresh/families.js";
import { readFacts, writeFacts } from "./facts.mjs";
import { ec2Instances } from "./packages.mjs";

// Zone names as AWS lists them. A city that has two groups of zones, of which the price list knows one, is left out: which of
// them sells a type no source tells. Written: region, then its cities, each with its zones' letters where they are several.
const cities = {
  "af-south-1": ["los-1"],
  "ap-northeast-1": ["tpe-1"],
  "ap-southeast-1": ["bkk-1", "mnl-1"],
  "ap-southeast-2": ["akl-1", "per-1"],
  "eu-central-1": ["ham-1", "waw-1"],
  "eu-north-1": ["cph-1", "hel-1"],
  "me-south-1": ["mct-1"],
  "us-east-1": ["bos-1", "lim-1", "mci-1", "msp-1", "phl-1", "qro-1", "scl-1"],
  "us-west-2": ["den-1", "hnl-1", "lax-1 ab", "pdx-1", "sea-1"],
};

// What the User Guide says of a zone's parent, as far as it was read.
const parents = { "use1-bos1-az1": "use1-az4", "use1-dfw2-az1": "use1-az4", "use1-qro1-az1": "use1-az1" };

const names = {
  key: "ebs-encryption",
  source: {
    title:
      'Amazon EBS User Guide, "Amazon EBS encryption in Local Zones, Outposts, and Wavelength Zones": names of zones',
    from: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-local-zones-outposts-wavelength.html",
    read: "2026-11-26",
  },
};

/** Zones whose entry is written by hand, from what was read of them. */
const byHand = ["use1-atl2-az1", "use1-dfw2-az1"];

/** As zone IDs begin: `use1` for us-east-1. */
const zoneIdPrefixes = Object.fromEntries(
  Object.entries(readFacts("regions").regions).map(([region, { zones }]) => [region, zones[0].split("-")[0]]),
);

const known = readFacts("local-zones");
const priced = ec2Instances.read().filter(({ instance_type: type }) => isAccelerated(type) && !type.endsWith(".metal"));

function offers(location) {
  return sorted(
    priced.flatMap(({ instance_type: type, pricing }) => {
      const usd = Number(pricing[location]?.linux?.ondemand);
      return usd > 0 ? [[type, usd]] : [];
    }),
  );
}

const zones = Object.entries(cities).flatMap(([region, list]) =>
  list.flatMap((entry) => {
    const [city, letters = "a"] = entry.split(" ");
    const location = `${region}-${city}`;
    return [...letters].map((letter, index) => {
      const zone = `${zoneIdPrefixes[region]}-${city.replace("-", "")}-az${index + 1}`;
      return [
        zone,
        {
          region,
          name: `${location}${letter}`,
          ...(parents[zone] && { parentZone: parents[zone] }),
          onDemandUSD: offers(location),
          source: [...(parents[zone] ? ["local-zones"] : []), names.key, ec2Instances.key],
        },
      ];
    });
  }),
);

writeFacts("local-zones", {
  sources: { ...known.sources, [names.key]: names.source, [ec2Instances.key]: ec2Instances.source },
  localZones: sorted([...Object.entries(known.localZones).filter(([zone]) => byHand.includes(zone)), ...zones]),
});
