// What the catalogue holds, with where and when each fact was read. Needs the root's build.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cell, code, table } from "./markdown.mjs";
import { root } from "./root.mjs";

const fromBuild = createRequire(join(root, "dist/index.js"));
const { acceleratorNames, findAccelerator } = fromBuild("./catalog/accelerators.js");
const { findInstanceType, instanceTypeNames } = fromBuild("./catalog/instanceTypes.js");
const { minimumSoftware } = fromBuild("./catalog/minimumSoftware.js");
const { findModel, modelNames } = fromBuild("./catalog/models.js");
const { capacityBlockPrice, onDemandPrice } = fromBuild("./catalog/prices.js");
const { findRegion, regionNames, regionsOffering } = fromBuild("./catalog/regions.js");

const facts = (name) => JSON.parse(readFileSync(join(root, `catalog/facts/${name}.json`), "utf8"));

/** Markdown by path under docs/. */
export function cataloguePages() {
  const pages = [
    ...[accelerators(), instanceTypes(), oldestSoftware(), prices(), regions()],
    ...[kubernetes(), software(), models()],
  ];
  return Object.fromEntries([
    ["reference/catalogue/index.md", index(pages)],
    ...pages.map((page) => [
      `reference/catalogue/${page.name}.md`,
      `# ${page.title}\n\n${page.intro}\n\n${page.body}\n\n## Sources\n\n${sources(page.files)}\n`,
    ]),
  ]);
}

function index(pages) {
  return `# Catalogue

The facts that plans, rules, bills and sizes stand on. Each has a source and the day it was read; what no source says is absent, never guessed.
\`aidc catalog show p5en.48xlarge\` prints all that is known of a type.

${pages.map(({ name, title, intro }) => `- [${title}](./${name}.md): ${intro}`).join("\n")}
`;
}

function sources(files) {
  const all = files.flatMap((file) => Object.values(facts(file).sources));
  const rows = all.map(({ title, from, data, read }) => [cell(title), address(from), data ?? "", read]);
  return table(["source", "where", "of", "read on"], rows);
}

const address = (from) => (/^https?:\S+$/.test(from) ? `<${from}>` : code(from));

const figure = (value) => (value === undefined ? "" : value.toLocaleString("en-US"));

function accelerators() {
  const rows = acceleratorNames()
    .map(findAccelerator)
    .map(({ name, memoryGiB, memoryGBps, bf16Tflops, fp8Tflops, intraNode, tdpWatts }) => [
      name,
      ...[memoryGiB, memoryGBps, bf16Tflops, fp8Tflops].map(figure),
      intraNode ? `${intraNode.kind}, ${figure(intraNode.gbps)} GB/s` : "",
      figure(tdpWatts),
    ]);
  const headings = ["accelerator", "memory, GiB:", "GB/s:", "BF16 TFLOP/s:", "FP8 TFLOP/s:", "link", "watts:"];
  return {
    name: "accelerators",
    title: "Accelerators",
    intro: "Memory, bandwidth and dense throughput of one accelerator, as its vendor gives them.",
    body: table(headings, rows),
    files: ["accelerators"],
  };
}

function instanceTypes() {
  const rows = instanceTypeNames()
    .map(findInstanceType)
    .filter(({ accelerator }) => accelerator)
    .map((type) => [
      code(type.name),
      `${type.accelerator.count} × ${type.accelerator.name}`,
      figure(type.vcpus),
      figure(type.memoryGiB),
      figure(type.network.gbps),
      figure(type.network.maxEfaInterfaces),
      type.capacity.join(", "),
      regionsOffering(type.name).join(", "),
    ]);
  const headings = ["type", "accelerators", "vCPUs:", "GiB:", "Gbit/s:", "EFA:", "sold as", "in"];
  return {
    name: "instance-types",
    title: "Instance types with accelerators",
    intro: "Accelerators, network cards and the regions that offer them.",
    body: table(headings, rows),
    files: ["instance-types", "documented-instance-types", "offerings"],
  };
}

function oldestSoftware() {
  const names = Object.keys(facts("minimum-software").software);
  const rows = instanceTypeNames()
    .filter((name) => findInstanceType(name).accelerator)
    .map((name) => {
      const oldest = minimumSoftware(name);
      return [
        code(name),
        ...names.map((software) => (software in oldest ? (oldest[software] ?? "none published") : "")),
      ];
    });
  return {
    name: "oldest-software",
    title: "Oldest software of accelerated types",
    intro: "Drivers, libraries and plugins that serve each type, as far as anybody published it.",
    body: table(["type", ...names], rows),
    files: ["minimum-software"],
  };
}

function prices() {
  const region = "us-east-1";
  const { items } = facts(`prices/${region}`);
  const { items: known } = facts("price-items");
  const dollars = (price) => (price ? `$${Number(price.usd.toFixed(4))}` : "");
  const types = instanceTypeNames()
    .filter((name) => findInstanceType(name).accelerator)
    .map((name) => [name, onDemandPrice(name, region), capacityBlockPrice(name, region)])
    .filter(([, onDemand, block]) => onDemand ?? block)
    .map(([name, onDemand, block]) => [code(name), dollars(onDemand), dollars(block)]);
  const rows = Object.entries(items).map(([item, { usd }]) => [code(item), `$${usd}`, known[item]?.unit ?? ""]);
  return {
    name: "prices",
    title: `Public prices of ${region}`,
    intro: "Before your discounts; `prices` in a stack file replaces any of them.",
    body: `## Instances with accelerators, an hour\n\n${table(["type", "on demand:", "capacity block:"], types)}\n\n## Everything else\n\n${table(["item", "price:", "a"], rows)}`,
    files: [`prices/${region}`, "capacity-blocks"],
  };
}

function regions() {
  const rows = regionNames()
    .map(findRegion)
    .map(({ name, longName, zones, defaultZones }) => [
      code(name),
      longName,
      zones.join(", "),
      defaultZones.join(", "),
    ]);
  return {
    name: "regions",
    title: "Regions and zones",
    intro: "Zone IDs, and those that a stack spans where its file names none.",
    body: table(["region", "place", "zones", "default"], rows),
    files: ["regions"],
  };
}

function kubernetes() {
  const { versions, addons } = facts("kubernetes");
  const rows = Object.entries(versions).map(([version, { released, standardSupportEnds, extendedSupportEnds }]) => [
    version,
    released,
    standardSupportEnds,
    extendedSupportEnds,
  ]);
  const pins = Object.entries(addons).map(([addon, { versions: pinned }]) => [
    code(addon),
    ...Object.keys(versions).map((version) => pinned[version] ?? ""),
  ]);
  return {
    name: "kubernetes",
    title: "Kubernetes versions on EKS",
    intro: "When support ends, and the add-on versions pinned for each.",
    body: `${table(["version", "released", "standard support ends", "extended support ends"], rows)}\n\n## Add-ons\n\n${table(["add-on", ...Object.keys(versions)], pins)}`,
    files: ["kubernetes"],
  };
}

function software() {
  const charts = ["node-software", "cluster-software"].flatMap((file) => Object.entries(facts(file).charts ?? {}));
  const rows = charts.map(([name, { repository, chart, version }]) => [
    code(name),
    version,
    code(repository ? `${repository} ${chart}` : chart),
  ]);
  return {
    name: "software",
    title: "Charts",
    intro: "The Helm charts that run on the cluster, at their pinned versions.",
    body: table(["software", "version", "chart"], rows),
    files: ["node-software", "cluster-software"],
  };
}

function models() {
  const rows = modelNames()
    .map(findModel)
    .map(({ name, shape, context }) => [
      code(name),
      ...[shape.layers, shape.hidden, shape.heads, shape.kvHeads, shape.ffn, shape.vocabulary, context].map(figure),
    ]);
  const headings = ["model", "layers:", "hidden:", "heads:", "KV heads:", "FFN:", "vocabulary:", "context:"];
  return {
    name: "models",
    title: "Models",
    intro: "Published Transformers that `aidc size --model` takes by name.",
    body: table(headings, rows),
    files: ["models"],
  };
}
