import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { interconnectFindings } from "../../spec/interconnect";
import { loadStack, loadStackFile } from "../../spec/load";
import type { Backbone, OnPremisesDns, Stack } from "../../spec/stack";

const example = loadStack("stacks/examples/interconnected.yaml").stack;
const region: Stack = { ...example, network: { ...example.network, interconnect: { backbone: "backbone" } } };
const backbone = loadStackFile("stacks/backbone.yaml").stack as Backbone;

const found = (changes: Partial<Stack>, theirs: Partial<Backbone> = {}) =>
  interconnectFindings({ ...region, ...changes }, { ...backbone, ...theirs }).map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );
const dns = (dns: OnPremisesDns): Partial<Stack> => ({
  network: { ...region.network, interconnect: { backbone: "backbone", dns } },
});
const at = (cidr: string): Partial<Stack> => ({ network: { ...region.network, cidr } });

describe("a region that joins a Backbone", () => {
  it.each<[Partial<Stack>, Partial<Backbone>, string[]]>([
    [{}, {}, []],
    [at("10.23.0.0/16"), {}, []],
    [
      at("10.24.0.0/16"),
      {},
      [
        "network.cidr is outside the Backbone's range of production in us-east-1, 10.16.0.0/13: no other region has a route there",
      ],
    ],
    [
      { environment: "development" },
      {},
      [
        "network.cidr is outside the Backbone's range of development in us-east-1, 10.64.0.0/14: no other region has a route there",
      ],
    ],
    [{ environment: "staging" }, {}, ["environment has no addresses of the Backbone in us-east-1"]],
    [{ region: "eu-central-1" }, {}, ["region is no member of backbone"]],
    [{}, { transit: "cloud-wan" }, ["network.interconnect.transit is not what backbone has"]],
    [
      { account: "111122223333" },
      { account: "444455556666" },
      ["account is not the Backbone's, 444455556666: a stack attaches itself within one account"],
    ],
    [
      { residency: ["eu"] },
      {},
      ["network.interconnect.backbone keeps the region's flow logs in us-east-1, outside the stack's residency, eu"],
    ],
    [
      dns({ inbound: ["192.168.16.0/28", "192.168.0.0/16"], outbound: [{ domain: "a.b", servers: ["10.0.0.1"] }] }),
      {},
      [
        "network.interconnect.dns.inbound.0 is no address of the Backbone's sites of production",
        "network.interconnect.dns.inbound.1 is no address of the Backbone's sites of production",
        "network.interconnect.dns.outbound.0.servers.0 is no address of the Backbone's sites of production",
      ],
    ],
    [
      dns({ inbound: ["192.168.0.0/28"] }),
      { sites: backbone.sites?.map((site) => ({ ...site, environment: "development" as const })) },
      ["network.interconnect.dns.inbound.0 is no address of the Backbone's sites of production"],
    ],
    [
      dns({
        outbound: ["corp.example.com", "eu.ai.example.internal", "corp.example.com"].map((domain) => ({
          domain,
          servers: ["192.168.0.10"],
        })),
      }),
      {},
      [
        "network.interconnect.dns.outbound.1.domain is in the Backbone's own zone, which sites are not asked for",
        "network.interconnect.dns.outbound.2.domain is used twice in this list",
      ],
    ],
  ])("%#", (changes, theirs, messages) => {
    expect(found(changes, theirs)).toEqual(messages);
  });

  const text = (network: string) =>
    `extends: base\nregion: us-east-1\nenvironment: production\n${network}\npools: []\nbudget: { monthlyUSD: 10 }\n`;
  const folder = mkdtempSync(join(tmpdir(), "aidc-interconnect-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["bakbone", /interconnect\.backbone.*names no stack file here.*Did you mean backbone\?/s],
    ["other", /interconnect\.backbone.*is no Backbone's stack/s],
    ["mine", /interconnect\.backbone.*is no Backbone's stack/s],
    ["backbone", undefined],
  ])("finds the file of %s beside its own", (name, message) => {
    cpSync("stacks/base.yaml", join(folder, "base.yaml"));
    cpSync("stacks/backbone.yaml", join(folder, "backbone.yaml"));
    const file = join(folder, "mine.yaml");
    writeFileSync(join(folder, "other.yaml"), text(""));
    writeFileSync(file, text(`network: { interconnect: { backbone: ${name} } }`));
    if (message) expect(() => loadStack(file)).toThrow(message);
    else expect(loadStack(file).stack.network.interconnect).toEqual({ backbone: "backbone" });
  });
});
