import { describe, expect, it } from "vitest";
import type { UpdateResult } from "../../engine/deployer";
import { prepareDeployment } from "../../lifecycle/deployment";
import { renderDeployment } from "../../lifecycle/render/deployment";
import { renderReport } from "../../lifecycle/render/report";
import { exitCodeOf, reportOf } from "../../lifecycle/report";
import { deployable, fakeDeployer, previewed, urn, violation } from "./fakeDeployer";

const bucket = "aws:s3/bucket:Bucket";
const nat = "aws:ec2/natGateway:NatGateway";
const plain = { colour: false, width: 100 };
const prepare = (fake: Parameters<typeof fakeDeployer>[0]) =>
  prepareDeployment(fakeDeployer(fake), deployable(), { projectDirectory: "." });

const region = previewed("create", "aidc:region:Region", "mnist", {
  custom: false,
  parent: urn("pulumi:pulumi:Stack", "s"),
});
const network = previewed("create", "aidc:network:Network", "mnist-network", { custom: false, parent: region.urn });
const stack = previewed("same", "pulumi:pulumi:Stack", "s", { custom: false });

describe("a deployment", () => {
  it("is previewed with the stack file, and tells what changes against what stands, the bill too", async () => {
    const deployer = fakeDeployer({
      preview: {
        resources: [stack, region, network, previewed("create", nat, "mnist-nat", { parent: network.urn })],
        deleted: [{ urn: urn(bucket, "old"), type: bucket, custom: true, inputs: {}, protect: true }],
      },
      standing: { resources: [{ urn: urn(nat, "a"), type: nat, custom: true, inputs: {} }] },
    });
    const deployment = await prepareDeployment(deployer, deployable(), { projectDirectory: "." });
    expect(deployer.calls).toEqual(["prepare mnist stacks/examples/mnist.yaml"]);
    expect(deployment.difference.counts).toEqual({ create: 1, delete: 1 });
    expect(deployment.refusal).toBeUndefined();
    expect(deployment.unchanged).toBe(false);
    // One NAT gateway stands, another is to be: the bill stays.
    expect(deployment.cost.monthlyUSD).toMatchObject({ change: 0 });
    expect(deployment.cost.monthlyUSD.before).toBeGreaterThan(30);
    const text = renderDeployment(deployment, plain);
    expect(text).toMatch(/^Resources {2}1 to delete, 1 to create, 1 as they are$/m);
    expect(text).toMatch(/delete loses state {2}old \(aws:s3\/bucket:Bucket\) protected/);
    expect(text).toMatch(/^ {2}mnist-network\n {4}create {2}mnist-nat {2}NatGateway$/m);
    expect(text).toMatch(/^Policy {2}pass/m);
  });

  it("is folded by kind where a component changes much, and told in full where asked", async () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      previewed("create", nat, `nat-${index}`, { parent: network.urn }),
    );
    const deployment = await prepare({ preview: { resources: [stack, region, network, ...many] } });
    expect(renderDeployment(deployment, plain)).toMatch(/^ {4}create {2}8: 8 NatGateway$/m);
    expect(renderDeployment(deployment, { ...plain, verbose: true })).toMatch(/create {2}nat-7 {2}NatGateway/);
  });

  it("is refused where a policy objects, where none judged, and where the program fails", async () => {
    expect((await prepare({ preview: { violations: [violation] } })).refusal).toBe("policy");
    expect((await prepare({ preview: { packs: [] } })).refusal).toBe("policy");
    const failed = await prepare({
      preview: { diagnostics: [{ severity: "error", message: "No valid credential sources found" }] },
    });
    expect(failed.refusal).toBe("program");
    const report = reportOf(failed);
    expect(report).toMatchObject({ outcome: "refused", next: [expect.stringContaining("aws sso login")] });
    expect(exitCodeOf(report)).toBe(2);
    const objected = reportOf(await prepare({ preview: { violations: [violation] } }));
    expect(exitCodeOf(objected)).toBe(1);
    expect(renderReport(objected, plain)).toMatch(
      /^not deployed mnist: a policy objects\.\n.*aidc policy explain S3-01/,
    );
  });

  it("has nothing to deploy where neither a resource nor a known output changes", async () => {
    const standing = { ...stack, outputs: { vpcId: "vpc-1", gone: "x" } };
    const with_ = (outputs: Record<string, string>) =>
      prepare({ preview: { resources: [stack], outputs }, standing: { resources: [standing] } });
    expect((await with_({ vpcId: "vpc-1", gone: "x" })).unchanged).toBe(true);
    expect(await with_({ vpcId: "vpc-2", added: "y" })).toMatchObject({
      unchanged: false,
      outputs: expect.arrayContaining(["vpcId", "gone", "added"]),
    });
    const report = reportOf(await with_({ vpcId: "vpc-1", gone: "x" }));
    expect(renderReport(report, plain)).toMatch(/nothing to deploy/);
    expect(exitCodeOf(report)).toBe(0);
  });

  it("says of an interrupted update what it had begun, before anyone consents", async () => {
    const interrupted = [{ urn: urn(bucket, "raw"), type: bucket, operation: "creating" as const }];
    const text = renderDeployment(await prepare({ standing: { interrupted } }), plain);
    expect(text).toMatch(/creating raw \(aws:s3\/bucket:Bucket\)[^]*pulumi refresh --stack mnist/);
  });
});

describe("its report", () => {
  const resources = [
    previewed("create", bucket, "a"),
    previewed("create", bucket, "b"),
    previewed("create", bucket, "c"),
  ];
  const stopped: UpdateResult = {
    succeeded: false,
    changes: { create: 1 },
    done: [urn(bucket, "a")],
    errors: [{ severity: "error", message: "VcpuLimitExceeded: too many", urn: urn(bucket, "b") }],
    outputs: {},
    interrupted: [],
  };

  it("tells of one that stopped what is left, why, and how to go on", async () => {
    const report = reportOf(await prepare({ preview: { resources } }), stopped, 75);
    expect(report).toMatchObject({ outcome: "stopped", left: [urn(bucket, "b"), urn(bucket, "c")], seconds: 75 });
    const text = renderReport(report, plain);
    expect(text).toMatch(/^stopped mnist after 1:15: 2 resources left to do$/m);
    expect(text).toMatch(/failed b\n {6}VcpuLimitExceeded/);
    expect(text).toMatch(/aidc preflight[^]*The same command goes on where it stopped/);
    expect(exitCodeOf(report)).toBe(1);
  });

  it("tells of one that went through what it made and put out", async () => {
    const result = {
      ...stopped,
      succeeded: true,
      done: [],
      errors: [],
      changes: { create: 3 },
      outputs: { vpcId: "vpc-1" },
    };
    const report = reportOf(await prepare({ preview: { resources } }), result, 3725);
    expect(report).toMatchObject({ outcome: "deployed", left: [] });
    expect(renderReport(report, plain)).toBe("deployed mnist in 1:02:05: 3 create\n  vpcId  vpc-1\n");
    expect(exitCodeOf(report)).toBe(0);
  });
});
