import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Drift } from "../../../engine/deployer";
import type { PropertyMap } from "../../../engine/engine";
import type { DestructionReport } from "../../../lifecycle/destruction";
import type { DeploymentReport } from "../../../lifecycle/report";
import { type InstalledCli, installCli } from "./cli";
import { Project } from "./project";

/** What regions share, at its least. */
const shared = (regions = "{ name: us-east-1, asn: 64512, ranges: { staging: 10.16.0.0/13 } }") => `
kind: Backbone
region: us-east-1
environment: staging
residency: [us]
transit: transit-gateway
domain: ai.example.internal
regions: [${regions}]
audit: { logRetentionDays: 90 }
monitoring: { alertEmails: [] }
usage:
  { transitGBPerMonth: 10, crossRegionGBPerMonth: 0, directConnectEgressGBPerMonth: 0, bucketGB: 10, bucketThousandWritesPerMonth: 1,
    bucketThousandReadsPerMonth: 1, logsGBPerMonth: 1, logsStoredGB: 1, topicMillionRequestsPerMonth: 1 }
budget: { monthlyUSD: 5000 }
`;

/** A region that joins it. */
const lab = ({ pool = "l40s", bucket = "{ name: web, role: raw }", team = "name: vision" } = {}) => `
extends: base
region: us-east-1
environment: staging
network: { interconnect: { backbone: shared } }
pools: [{ name: ${pool}, instanceType: g6e.12xlarge, nodes: { min: 0, max: 2 } }]
storage: { buckets: [${bucket}] }
scheduling: { teams: [{ ${team}, quota: { ${pool}: 100% } }] }
budget: { monthlyUSD: 40000 }
`;

const noCapacity = "InsufficientInstanceCapacity: We currently do not have sufficient g6e.12xlarge capacity";

let cli: InstalledCli;
let project: Project;
beforeAll(() => {
  cli = installCli();
  project = new Project({ shared: shared(), lab: lab() });
}, 2_400_000);
afterAll(() => {
  project.remove();
  cli.uninstall();
});

const bucket = "aws:s3/bucket:Bucket";
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";

/** Each test goes on where the one before has left the fleet. */
describe("a fleet from its first deployment to its end", { timeout: 900_000 }, () => {
  it("goes wave after wave, and stops at what the cloud refuses, with what is left and what to do", async () => {
    cli.cloud.disturb("lab-l40s-nodes", noCapacity);
    const { status, stdout, stderr } = await project.aidc("up", "--all", "--yes");
    expect(stdout).toMatch(/^Policy {2}pass/m);
    expect(stdout).toMatch(/^deployed shared in \d+:\d\d: \d+ create$/m);
    expect(stderr).toMatch(/^lab: \d+ of \d+, .* ✓ created Vpc lab-network-vpc/m);
    expect(stderr.match(/✗ failed .*/g)).toEqual([`✗ failed lab-l40s-nodes: ${noCapacity}`]);
    expect(stdout).toMatch(/^stopped lab .* left to do\n {2}failed lab-l40s-nodes\n {6}InsufficientInstanceCapacity/m);
    expect(stdout).toMatch(/^ {2}left {3}lab-l40s-nodes$/m);
    expect(stdout).toMatch(/^ {2}AWS has no such instances free in the zone now/m);
    expect(status).toBe(1);
  });

  it("goes on with the same command, and joins the region to what the Backbone has put out", async () => {
    cli.cloud.calm();
    const { status, stdout } = await project.aidc("up", "--all", "--yes");
    expect(stdout).toMatch(/^ {2}backbone {2}shared \(deployed\)$/m);
    expect(stdout).toMatch(/^deployed lab in /m);
    expect(stdout).not.toMatch(/^deployed shared in /m);
    expect(stdout).toMatch(/^deployed every stack$/m);
    expect(status).toBe(0);
    const gateway = cli.cloud.idOf("aws:ec2transitgateway/transitGateway:TransitGateway", "shared-transit-us-east-1");
    const attachment = cli.cloud.idOf("aws:ec2transitgateway/vpcAttachment:VpcAttachment", "lab-interconnect");
    expect(cli.cloud.read(attachment).inputs.transitGatewayId).toBe(gateway);
    // A default provider knows neither the stack's region nor its tags.
    for (const stack of ["shared", "lab"]) expect(await exported(stack)).not.toContain("pulumi:providers:aws::default");
  });

  it("names what was changed and what is gone in the cloud, and changes nothing", async () => {
    expect(await project.aidc("drift", "lab")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/drift none/),
    });
    const before = await exported("lab");
    const vpc = cli.cloud.idOf("aws:ec2/vpc:Vpc", "lab-network-vpc");
    const { tags } = cli.cloud.read(vpc).inputs;
    cli.cloud.change(vpc, { tags: { ...(tags as PropertyMap), owner: "somebody" }, enableDnsSupport: false });
    cli.cloud.remove(cli.cloud.idOf("aws:s3/bucketPolicy:BucketPolicy", "lab-data-curated-policy"));
    const { status, stdout } = await project.aidc("drift", "lab", "--json");
    const { drifted } = JSON.parse(stdout) as Drift;
    expect(drifted.map(({ urn, kind, differences }) => [urn.split("::").at(-1), kind, differences])).toEqual([
      [
        "lab-network-vpc",
        "changed",
        [
          { path: "enableDnsSupport", deployed: true, cloud: false },
          { path: "tags.owner", cloud: "somebody" },
        ],
      ],
      ["lab-data-curated-policy", "deleted", []],
    ]);
    expect(status).toBe(1);
    expect(await exported("lab")).toBe(before);
  });

  it("keeps what the stack file says was called otherwise, and replaces a pool that has another name", async () => {
    const kept = [
      [bucket, "lab-data-web"],
      ["kubernetes:core/v1:Namespace", "lab-scheduling-vision-namespace"],
    ] as const;
    const before = kept.map(([type, name]) => cli.cloud.ids(type, name));
    const renamed = {
      bucket: "{ name: crawl, formerly: [web], role: curated }",
      team: "name: sight, formerly: [vision]",
    };
    project.write("lab", lab({ pool: "gpus", ...renamed }));
    const { status, stdout } = await project.aidc("up", "lab", "--yes");
    expect(stdout).toMatch(/^deployed lab in /m);
    expect(status).toBe(0);
    expect(before.map(({ length }) => length)).toEqual([1, 1]);
    expect(kept.map(([type, name]) => cli.cloud.ids(type, name))).toEqual(before);
    expect(cli.cloud.ids(bucket, /crawl/)).toEqual([]);
    expect(cli.cloud.ids(nodeGroup, "lab-l40s-nodes")).toEqual([]);
    expect(cli.cloud.ids(nodeGroup, "lab-gpus-nodes")).toHaveLength(1);
  });

  it("finishes what is under way when it is interrupted", async () => {
    const key = "shared-us-east-2-keys-messaging";
    const east = (name: string, asn: number, second: number) =>
      `{ name: ${name}, asn: ${asn}, ranges: { staging: 10.${second}.0.0/13 } }`;
    project.write("shared", shared(`${east("us-east-1", 64512, 16)}, ${east("us-east-2", 64513, 24)}`));
    cli.cloud.disturb(key, 5000);
    const { stdout, status } = await project.upUntil(
      "shared",
      () => cli.cloud.hasMet(key),
      (pid) => process.kill(pid, "SIGINT"),
    );
    const { outcome, left, errors, interrupted } = JSON.parse(stdout) as DeploymentReport;
    expect([outcome, interrupted, status]).toEqual(["stopped", [], 1]);
    expect(left).toContainEqual(expect.stringMatching(/::shared-us-east-2-monitoring-alarms$/));
    expect(errors.filter(({ message }) => !/it was interrupted/.test(message))).toEqual([]);
    expect(cli.cloud.ids("aws:kms/key:Key", key)).toHaveLength(1);
  });

  it("says of what nobody knows once the CLI is killed, and deploys nothing unattended until somebody has looked", async () => {
    const topic = "shared-us-east-2-monitoring-alarms";
    cli.cloud.disturb(topic, 60_000);
    const killed = await project.upUntil(
      "shared",
      () => cli.cloud.hasMet(topic),
      (pid) => process.kill(pulumiOf(pid), "SIGKILL"),
    );
    const { interrupted } = JSON.parse(killed.stdout) as DeploymentReport;
    expect(interrupted.map(({ type, operation }) => `${operation} ${type}`)).toContain("creating aws:sns/topic:Topic");
    expect(killed.status).toBe(1);
    const refused = await project.aidc("up", "shared", "--yes");
    expect(refused.stdout).toMatch(new RegExp(`cut off[^]*creating ${topic} [^]*pulumi refresh --stack shared`));
    expect(refused.status).toBe(2);
    cli.cloud.calm();
    expect((await project.pulumi("cancel", "shared", "--yes")).status).toBe(0);
    const refresh = await project.pulumi("refresh", "--stack", "shared", "--yes", "--clear-pending-creates");
    expect(refresh.status).toBe(0);
    expect((await project.aidc("up", "shared", "--yes")).status).toBe(0);
    expect(cli.cloud.ids("aws:sns/topic:Topic", topic)).toHaveLength(1);
  });

  it("is destroyed only as far as its protection allows, says who reads it, and ends with nothing", async () => {
    const destroy = (stack: string, ...options: string[]) =>
      project.aidc("destroy", stack, "--yes", "--name", stack, ...options);
    const backbone = await destroy("shared");
    expect(backbone.stdout).toMatch(/^Read by {2}lab$/m);
    expect(backbone.stdout).toMatch(/aidc destroy shared --exclude-protected[^]*not destroyed shared/);
    expect(backbone.status).toBe(1);
    const { stdout, status } = await destroy("lab", "--exclude-protected", "--json");
    const { outcome, loss, left } = JSON.parse(stdout) as DestructionReport;
    expect([outcome, left, status]).toEqual(["destroyed", [], 0]);
    expect(cli.cloud.ids(nodeGroup, "lab-gpus-nodes")).toEqual([]);
    expect(cli.cloud.ids(bucket, "lab-data-raw")).toHaveLength(1);
    expect(loss.protected.map(({ name }) => name)).toContain("lab-data-raw");
    await project.pulumi("state", "unprotect", "--all", "--stack", "lab", "--yes");
    expect((await destroy("lab")).status).toBe(0);
    expect(await exported("lab")).not.toContain('"urn"');
  });
});

const exported = async (stack: string) => (await project.pulumi("stack", "export", "--stack", stack)).stdout;

/** The CLI that the command line has started. */
function pulumiOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);
  const found = children.find((child) => readFileSync(`/proc/${child}/cmdline`, "utf8").startsWith("pulumi\0up"));
  if (found === undefined) throw new Error("the CLI is not running");
  return found;
}
