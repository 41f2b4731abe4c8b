import { CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateServiceLinkedRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awsReads } from "../../preflight/aws";
import { preflight } from "../../preflight/preflight";
import type { Facts } from "../../preflight/row";
import { startMoto } from "./moto";

/** moto answers with AWS' own wire format and shapes, from its tables of offerings, and for what an account has made. */
describe("preflight against moto", () => {
  let moto: Awaited<ReturnType<typeof startMoto>>;
  const region = "us-east-1";
  const facts: Facts = {
    account: "123456789012",
    region,
    zones: ["use1-az4", "use1-az6"],
    cidr: "10.16.0.0/16",
    natGateways: 2,
    kubernetesVersion: "1.35",
    pools: [
      { name: "train", instanceType: "p4d.24xlarge", maxNodes: 2, zone: "use1-az6", capacity: "on-demand" },
      {
        name: "nowhere",
        instanceType: "p5en.48xlarge",
        maxNodes: 1,
        zone: "use1-az3",
        capacity: { block: "cr-0aaaaaaaa" },
      },
    ],
  };

  beforeAll(async () => {
    moto = await startMoto();
    process.env.AWS_ENDPOINT_URL = moto.endpoint;
    process.env.AWS_ACCESS_KEY_ID = "testing";
    process.env.AWS_SECRET_ACCESS_KEY = "testing";
  });
  afterAll(() => moto.stop());

  const rows = async () => {
    const found = await preflight(facts, awsReads(region));
    return (check: string, subject = "") =>
      found
        .filter((row) => row.check === check && row.subject.includes(subject))
        .map(({ status, found: text }) => ({ status, text }));
  };

  it("reads the account, the offerings by zone and the address ranges in use", async () => {
    const row = await rows();
    expect(row("account")).toEqual([{ status: "pass", text: "the stack's account" }]);
    expect(row("offering", "train")).toEqual([{ status: "pass", text: "offered in use1-az6" }]);
    expect(row("offering", "nowhere")[0]?.text).toMatch(/^not offered in use1-az3; us-east-1 /);
    expect(row("address range")).toEqual([{ status: "pass", text: "free" }]);
    expect(row("reservation")).toHaveLength(1);
    expect(row("reservation")[0]?.status).not.toBe("pass");
  });

  it("sees what the account makes meanwhile", async () => {
    expect((await rows())("service-linked role", "AutoScaling")[0]?.status).toBe("fail");
    await new IAMClient({ region }).send(
      new CreateServiceLinkedRoleCommand({ AWSServiceName: "autoscaling.amazonaws.com" }),
    );
    await new EC2Client({ region }).send(new CreateVpcCommand({ CidrBlock: "10.16.64.0/18" }));
    const row = await rows();
    expect(row("service-linked role", "AutoScaling")[0]?.status).toBe("pass");
    expect(row("address range")[0]).toEqual({
      status: "warn",
      text: expect.stringMatching(/^overlaps vpc-.* \(10\.16\.64\.0\/18\)$/),
    });
  });
});
