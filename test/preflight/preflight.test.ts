import {
  CreateVpcCommand,
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeCapacityReservationsCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { DescribeClusterVersionsCommand, EKSClient } from "@aws-sdk/client-eks";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetOutpostCommand, GetOutpostInstanceTypesCommand, OutpostsClient } from "@aws-sdk/client-outposts";
import { ListServiceQuotasCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { awsReads, guarded, readCalls } from "../../preflight/aws";
import { factsOf } from "../../preflight/factsOf";
import { preflight } from "../../preflight/preflight";
import type { Facts } from "../../preflight/row";
import { loadStack } from "../../spec/load";

const [ec2, eks, iam] = [mockClient(EC2Client), mockClient(EKSClient), mockClient(IAMClient)];
const [quotas, ssm, sts] = [mockClient(ServiceQuotasClient), mockClient(SSMClient), mockClient(STSClient)];
const outposts = mockClient(OutpostsClient);

const facts: Facts = {
  account: "111122223333",
  region: "us-east-1",
  zones: ["use1-az4", "use1-az5"],
  cidr: "10.16.0.0/16",
  natGateways: 2,
  kubernetesVersion: "1.35",
  pools: [
    { name: "train", instanceType: "p5en.48xlarge", maxNodes: 2, zone: "use1-az5", capacity: { reservation: "cr-0a" } },
    { name: "spare", instanceType: "g6e.12xlarge", maxNodes: 4, capacity: "spot" },
  ],
  sites: [
    { name: "boston", zone: "use1-bos1-az1", instanceType: "g4dn.2xlarge" },
    {
      ...{ name: "plant", zone: "use1-az4", instanceType: "g4dn.12xlarge" },
      outpostArn: "arn:aws:outposts:us-east-1:111122223333:outpost/op-0123456789abcdef0",
    },
  ],
};

const quota = (ServiceCode: string, QuotaName: string, Value: number) => ({
  ServiceCode,
  QuotaCode: "L-TEST",
  QuotaName,
  Value,
});
const failure = (name: string, message = name) => Object.assign(new Error(message), { name });
const run = (over: Partial<Facts> = {}) => preflight({ ...facts, ...over }, awsReads("us-east-1"));
const problems = (rows: Awaited<ReturnType<typeof run>>) => rows.filter(({ status }) => status !== "pass");

/** An account that can take the stack. */
beforeEach(() => {
  for (const client of [ec2, eks, iam, outposts, quotas, ssm, sts]) client.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: "111122223333" });
  ec2.on(DescribeInstanceTypeOfferingsCommand).resolves({
    InstanceTypeOfferings: [
      { InstanceType: "p5en.48xlarge", Location: "use1-az5" },
      { InstanceType: "g6e.12xlarge", Location: "use1-az4" },
      { InstanceType: "g6e.12xlarge", Location: "use1-az5" },
    ],
  });
  ec2.on(DescribeCapacityReservationsCommand).resolves({ CapacityReservations: [reservation] });
  ec2.on(DescribeAvailabilityZonesCommand).resolves({ AvailabilityZones: [bostonZone] });
  outposts.on(GetOutpostCommand).resolves({ Outpost: rack });
  outposts.on(GetOutpostInstanceTypesCommand).resolves({ InstanceTypes: [{ InstanceType: "g4dn.12xlarge" }] });
  ec2.on(DescribeInstancesCommand).resolves({ Reservations: [] });
  ec2.on(DescribeAddressesCommand).resolves({ Addresses: [{}, {}] });
  ec2.on(DescribeVpcsCommand).resolves({
    Vpcs: [{ VpcId: "vpc-default", CidrBlockAssociationSet: [{ CidrBlock: "172.31.0.0/16" }] }],
  });
  eks.on(DescribeClusterVersionsCommand).resolves({
    clusterVersions: [
      { clusterVersion: "1.35", versionStatus: "STANDARD_SUPPORT" },
      { clusterVersion: "1.31", versionStatus: "EXTENDED_SUPPORT" },
    ],
  });
  iam.on(GetRoleCommand).resolves({});
  quotas.on(ListServiceQuotasCommand, { ServiceCode: "ec2" }).resolves({
    Quotas: [
      quota("ec2", "Running On-Demand P instances", 384),
      quota("ec2", "All G and VT Spot Instance Requests", 192),
      quota("ec2", "EC2-VPC Elastic IPs", 5),
    ],
  });
  quotas
    .on(ListServiceQuotasCommand, { ServiceCode: "vpc" })
    .resolves({ Quotas: [quota("vpc", "VPCs per Region", 5)] });
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: "ami-1" } });
});

const reservation = {
  State: "active" as const,
  InstanceType: "p5en.48xlarge",
  AvailabilityZoneId: "use1-az5",
  AvailableInstanceCount: 2,
};

const bostonZone = { ZoneId: "use1-bos1-az1", GroupName: "us-east-1-bos-1", OptInStatus: "opted-in" as const };
const rack = { AvailabilityZoneId: "use1-az4", LifeCycleStatus: "ACTIVE" };

describe("preflight", () => {
  it("passes an account that can take the stack", async () => {
    const rows = await run();
    expect(problems(rows)).toEqual([]);
    expect(new Set(rows.map(({ check }) => check)).size).toBe(11);
  });

  it("says how to opt in to a Local Zone, and which there is not", async () => {
    ec2
      .on(DescribeAvailabilityZonesCommand)
      .resolves({ AvailabilityZones: [{ ...bostonZone, OptInStatus: "not-opted-in" }] });
    const unknown = { name: "mars", zone: "use1-mar1-az1", instanceType: "g4dn.2xlarge" };
    expect(problems(await run({ sites: [facts.sites![0]!, unknown] }))).toMatchObject([
      {
        ...{ check: "site", subject: "boston (use1-bos1-az1)", status: "fail" },
        next: "Run `aws ec2 modify-availability-zone-group --group-name us-east-1-bos-1 --opt-in-status opted-in`.",
      },
      { subject: "mars (use1-mar1-az1)", found: "us-east-1 has no such zone" },
    ]);
  });

  it.each<[string, () => unknown, string]>([
    [
      "that is not the account's",
      () => outposts.on(GetOutpostCommand).rejects(failure("NotFoundException")),
      "the account has no such Outpost",
    ],
    [
      "that is not there yet",
      () => outposts.on(GetOutpostCommand).resolves({ Outpost: { ...rack, LifeCycleStatus: "PENDING" } }),
      "the Outpost is not active yet",
    ],
    [
      "in another zone",
      () => outposts.on(GetOutpostCommand).resolves({ Outpost: { ...rack, AvailabilityZoneId: "use1-az6" } }),
      "it is connected to use1-az6",
    ],
    [
      "without the type",
      () => outposts.on(GetOutpostInstanceTypesCommand).resolves({ InstanceTypes: [{ InstanceType: "m5.large" }] }),
      "it is not set up for g4dn.12xlarge",
    ],
  ])("fails an Outpost %s", async (_, answer, found) => {
    answer();
    expect(problems(await run())).toMatchObject([
      { check: "site", subject: "plant (op-0123456789abcdef0)", status: "fail", found },
    ]);
  });

  it("says how to raise a quota that is too small, counting what runs outside capacity blocks", async () => {
    const p5 = { InstanceType: "p5.48xlarge" as const, CpuOptions: { CoreCount: 96, ThreadsPerCore: 2 } };
    ec2.on(DescribeInstancesCommand).resolves({
      Reservations: [{ Instances: [p5, { ...p5, InstanceLifecycle: "capacity-block" }] }],
    });
    expect(problems(await run())).toEqual([
      {
        check: "vCPU quota",
        subject: "Running On-Demand P instances (train)",
        status: "fail",
        found: "384 vCPUs, 192 in use, 384 more wanted",
        next: "Ask for more: `aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-TEST --desired-value 576`.",
      },
    ]);
  });

  it("leaves capacity blocks out of the vCPU quota", async () => {
    quotas
      .on(ListServiceQuotasCommand, { ServiceCode: "ec2" })
      .resolves({ Quotas: [quota("ec2", "EC2-VPC Elastic IPs", 5)] });
    const pools = facts.pools.slice(0, 1).map((pool) => ({ ...pool, capacity: { block: "cr-0a" } }));
    expect(problems(await run({ pools }))).toEqual([]);
  });

  it.each([
    [{ State: "expired" as const }, "its state is expired"],
    [{ InstanceType: "p5.48xlarge" }, "it is for p5.48xlarge, the pool is p5en.48xlarge"],
    [{ AvailabilityZoneId: "use1-az4" }, "it is in use1-az4, the pool in use1-az5"],
    [{ AvailableInstanceCount: 1 }, "1 instances are left, the pool may use 2"],
  ])("fails a reservation with %o", async (change, found) => {
    ec2.on(DescribeCapacityReservationsCommand).resolves({ CapacityReservations: [{ ...reservation, ...change }] });
    expect(problems(await run())).toMatchObject([
      { check: "reservation", subject: "train (cr-0a)", status: "fail", found },
    ]);
  });

  it("fails a reservation that does not exist", async () => {
    ec2.on(DescribeCapacityReservationsCommand).rejects(failure("InvalidCapacityReservationId.NotFound"));
    expect(problems(await run())).toMatchObject([
      { check: "reservation", found: "no such reservation in this account and region" },
    ]);
  });

  it("tells a zone that does not offer the type, and where it is", async () => {
    ec2.on(DescribeInstanceTypeOfferingsCommand).resolves({
      InstanceTypeOfferings: [
        { InstanceType: "p5en.48xlarge", Location: "use1-az6" },
        { InstanceType: "g6e.12xlarge", Location: "use1-az4" },
      ],
    });
    expect(problems(await run())).toMatchObject([
      {
        subject: "train (p5en.48xlarge)",
        status: "fail",
        found: "not offered in use1-az5; us-east-1 offers it in use1-az6",
      },
      {
        subject: "spare (g6e.12xlarge)",
        status: "warn",
        found: "offered in use1-az4 only, of use1-az4, use1-az5",
      },
    ]);
  });

  it("does not look into a resource group of reservations, and says who does", async () => {
    const group = "arn:aws:resource-groups:us-east-1:111122223333:group/training";
    const pools = facts.pools.slice(0, 1).map((pool) => ({ ...pool, capacity: { reservation: group } }));
    expect(problems(await run({ pools }))).toMatchObject([
      { check: "reservation", status: "warn", next: expect.stringContaining(`list-group-resources --group ${group}`) },
    ]);
  });

  it("says how to opt in to a Local Zone that the account does not see", async () => {
    const block = { block: "cr-0a" };
    const pool = {
      name: "gb200",
      instanceType: "p6e-gb200.36xlarge",
      maxNodes: 9,
      zone: "use1-dfw2-az1",
      capacity: block,
    };
    expect(problems(await run({ pools: [pool] })).find(({ check }) => check === "offering")).toMatchObject({
      status: "fail",
      next: "Run `aws ec2 modify-availability-zone-group --group-name us-east-1-dfw-2 --opt-in-status opted-in`.",
    });
  });

  it("asks for the image of the pool's own family", async () => {
    const pools = facts.pools.slice(1).map((pool) => ({ ...pool, imageFamily: "bottlerocket" as const }));
    const images = (await run({ pools })).filter(({ check }) => check === "image");
    expect(images.map(({ subject }) => subject)).toEqual([
      "/aws/service/bottlerocket/aws-k8s-1.35-nvidia/x86_64/latest/image_id",
    ]);
  });

  it("tells the wrong account, an old version, a missing image, a taken range and a missing role", async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: "444455556666" });
    ssm.on(GetParameterCommand).rejects(failure("ParameterNotFound"));
    iam.on(GetRoleCommand, { RoleName: "AWSServiceRoleForAutoScaling" }).rejects(failure("NoSuchEntityException"));
    ec2.on(DescribeVpcsCommand).resolves({
      Vpcs: [{ VpcId: "vpc-1", CidrBlockAssociationSet: [{ CidrBlock: "10.16.128.0/20" }] }],
    });
    expect(problems(await run({ kubernetesVersion: "1.31" }))).toMatchObject([
      { check: "account", status: "fail", found: "the credentials are of account 444455556666" },
      { check: "image", status: "fail" },
      { check: "Kubernetes version", status: "warn", next: "Set `cluster.version` to one of 1.35." },
      { check: "address range", status: "warn", found: "overlaps vpc-1 (10.16.128.0/20)" },
      { check: "service-linked role", status: "fail", subject: "AWSServiceRoleForAutoScaling" },
    ]);
  });

  it.each([
    ["ThrottlingException", /throttling/],
    ["ExpiredTokenException", /expired/],
    ["CredentialsProviderError", /no AWS credentials/],
    ["SomethingElse", /SomethingElse: SomethingElse/],
  ])("gives %s a row and answers the rest", async (name, found) => {
    sts.on(GetCallerIdentityCommand).rejects(failure(name));
    const rows = problems(await run());
    expect(rows).toMatchObject([{ check: "account", status: "unknown" }]);
    expect(rows[0]?.found).toMatch(found);
  });

  it("names the action that is denied", async () => {
    const message = "User: arn:aws:iam::1:user/u is not authorized to perform: eks:DescribeClusterVersions on *";
    eks.on(DescribeClusterVersionsCommand).rejects(failure("AccessDeniedException", message));
    expect(problems(await run())[0]?.next).toMatch(/^Allow eks:DescribeClusterVersions /);
  });
});

describe("awsReads", () => {
  it("makes these calls and no other", async () => {
    await run();
    const sent = [
      ...[ec2, eks, iam, outposts, quotas, ssm, sts].flatMap((client) =>
        client.calls().map(({ thisValue, args }) => `${thisValue.constructor.name}.${args[0].constructor.name}`),
      ),
    ];
    expect([...new Set(sent)].sort()).toEqual(Object.keys(readCalls).sort());
    for (const action of Object.values(readCalls)) expect(action).toMatch(/^[a-z0-9]+:(Get|Describe|List)/);
  });

  it("refuses a write before anything is sent", async () => {
    ec2.restore();
    const client = guarded(new EC2Client({ region: "us-east-1", endpoint: "http://127.0.0.1:1" }));
    await expect(client.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).rejects.toThrow(
      "A preflight only reads: EC2Client.CreateVpcCommand is not one of its calls",
    );
  });
});

describe("factsOf", () => {
  it("asks for the network's zones, a NAT gateway each, and every pool at its most", () => {
    const { zones, natGateways, pools } = factsOf(loadStack("stacks/us-east-1.yaml").stack);
    expect(zones).toEqual(["use1-az2", "use1-az4", "use1-az6"]);
    expect(natGateways).toBe(3);
    expect(pools.map(({ name, instanceType, maxNodes, capacity }) => [name, instanceType, maxNodes, capacity])).toEqual(
      [
        ["system", "m7i.xlarge", 6, "on-demand"],
        ["train-h200", "p5en.48xlarge", 4, "on-demand"],
        ["serve-l40s", "g6e.12xlarge", 8, "on-demand"],
        // 16 accelerators in the type with most vCPUs for each.
        ["burst-l40s", "g6e.24xlarge", 4, "spot"],
        ["burst-l40s", "g6e.24xlarge", 4, "on-demand"],
      ],
    );
  });
});
