import { describe, expect, it } from "vitest";
import type { UpdateResult } from "../../engine/deployer";
import type { PreviousResource, PropertyMap } from "../../engine/engine";
import { exitCodeOf, obstacleTo, prepareDestruction, reportOf } from "../../lifecycle/destruction";
import { lossOf } from "../../lifecycle/loss";
import { renderDestruction, renderReport } from "../../lifecycle/render/destruction";
import { fakeDeployer, urn } from "./fakeDeployer";

const plain = { colour: false, width: 100 };
const bucket = "aws:s3/bucket:Bucket";
const standing = (type: string, name: string, inputs: PropertyMap = {}, more = {}): PreviousResource => ({
  ...{ urn: urn(type, name), type, custom: true, inputs },
  ...more,
});

const vault = standing("aws:backup/vault:Vault", "nightly");
const resources = [
  standing("pulumi:providers:aws", "aws"),
  standing("aidc:region:Region", "r", {}, { custom: false }),
  standing(bucket, "raw", { objectLockEnabled: true }, { protect: true, retainOnDelete: true }),
  standing(bucket, "logs", {}, { retainOnDelete: true }),
  standing("aws:fsx/lustreFileSystem:LustreFileSystem", "scratch", { skipFinalBackup: true }),
  standing("aws:rds/cluster:Cluster", "runs", { deletionProtection: true, finalSnapshotIdentifier: "runs-final" }),
  vault,
  standing("aws:backup/vaultLockConfiguration:VaultLockConfiguration", "lock", {}, { dependencies: [vault.urn] }),
  standing("aws:ec2/natGateway:NatGateway", "nat"),
];
const named = (list: { name: string }[]) => list.map(({ name }) => name);
const request = { projectDirectory: ".", stack: "mnist" };
const prepare = (fake: Parameters<typeof fakeDeployer>[0], more = {}) =>
  prepareDestruction(fakeDeployer(fake), { ...request, ...more });

describe("what a destruction loses", () => {
  const loss = lossOf(resources);

  it("is told by what becomes of it", () => {
    expect(named(loss.protected)).toEqual(["raw"]);
    expect(named(loss.retained)).toEqual(["logs"]);
    expect(named(loss.lost)).toEqual(["scratch", "runs", "nightly"]);
    expect(named(loss.others)).toEqual(["lock", "nat"]);
  });

  it("comes with what AWS does about it", () => {
    const notes = (name: string) =>
      [...loss.protected, ...loss.lost].find((one) => one.name === name)?.notes.join("; ");
    expect(notes("raw")).toMatch(/Object Lock.*only when it is empty/);
    expect(notes("scratch")).toBe("leaves no backup");
    expect(notes("runs")).toMatch(/deletion protection.*leaves the snapshot runs-final/);
    expect(notes("nightly")).toMatch(/locked.*only without backups/);
  });
});

describe("a destruction", () => {
  it("stops before it begins where something is protected, and tells of both ways out", async () => {
    const destruction = await prepare({ standing: { resources } });
    expect(obstacleTo(destruction)).toBe("protected");
    const text = renderDestruction(destruction, plain);
    expect(text).toMatch(/^Protected {2}1, nothing goes while these are in the way\n {2}raw \(Bucket\)/m);
    expect(text).toMatch(/^Lost for good {2}3/m);
    expect(text).toMatch(/^Stays in the cloud {2}1/m);
    expect(text).toContain("aidc destroy mnist --exclude-protected");
    expect(text).toContain(`pulumi state unprotect --stack mnist '${urn(bucket, "raw")}'`);
    const report = reportOf(destruction);
    expect([report.outcome, exitCodeOf(report)]).toEqual(["refused", 1]);
  });

  it("without the protected takes only what the engine says can go", async () => {
    const nat = urn("aws:ec2/natGateway:NatGateway", "nat");
    const destruction = await prepare({ standing: { resources }, deleted: [nat] }, { excludeProtected: true });
    expect(obstacleTo(destruction)).toBeUndefined();
    expect(destruction.deleted).toEqual([nat]);
    expect(named(destruction.loss.lost)).toEqual([]);
    expect(renderDestruction(destruction, plain)).toMatch(/^Protected {2}1, kept, with what they depend on/m);
  });

  it("tells whose programs read its outputs", async () => {
    const destruction = await prepareDestruction(fakeDeployer({ standing: { resources } }), request, ["lab", "west"]);
    expect(renderDestruction(destruction, plain)).toMatch(/^Read by {2}lab, west\n.*network\.interconnect/ms);
    expect(reportOf(destruction).readers).toEqual(["lab", "west"]);
    expect(renderDestruction(await prepare({ standing: { resources } }), plain)).not.toContain("Read by");
  });

  it("has nothing to do where nothing stands", async () => {
    const report = reportOf(await prepare({}));
    expect([report.outcome, exitCodeOf(report)]).toEqual(["nothing", 0]);
  });

  it("tells what went, what is left where it stopped, and what still stands in the end", async () => {
    const destruction = await prepare({ standing: { resources: resources.filter(({ protect }) => !protect) } });
    const done = destruction.deleted.slice(0, 2);
    const stopped: UpdateResult = {
      ...{ succeeded: false, changes: { delete: 2 }, done, outputs: {}, interrupted: [] },
      errors: [{ severity: "error", message: "BucketNotEmpty", urn: urn(bucket, "logs") }],
    };
    const report = reportOf(destruction, stopped, 61);
    expect([report.outcome, exitCodeOf(report), report.left.length]).toEqual([
      "stopped",
      1,
      destruction.deleted.length - 2,
    ]);
    expect(renderReport(report, plain)).toMatch(/stopped mnist after 1:01[^]*BucketNotEmpty[^]*aidc destroy mnist/);
    const through = reportOf(destruction, { ...stopped, succeeded: true, errors: [] }, 5);
    expect(renderReport(through, plain)).toMatch(
      /^destroyed mnist in 0:05: 2 resources gone\n.*still stand in the cloud: logs/,
    );
  });
});
