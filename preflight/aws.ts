import {
  type CapacityReservation,
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  EC2Client,
  paginateDescribeCapacityReservations,
  paginateDescribeInstances,
  paginateDescribeInstanceTypeOfferings,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { DescribeClusterVersionsCommand, EKSClient } from "@aws-sdk/client-eks";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetOutpostCommand, OutpostsClient, paginateGetOutpostInstanceTypes } from "@aws-sdk/client-outposts";
import { paginateListServiceQuotas, type ServiceQuota, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { InitializeMiddleware, MiddlewareStack } from "@smithy/types";

/** Every call a preflight can make, with the IAM action that allows it. None of them writes. */
export const readCalls: Record<string, string> = {
  "STSClient.GetCallerIdentityCommand": "sts:GetCallerIdentity",
  "EC2Client.DescribeAddressesCommand": "ec2:DescribeAddresses",
  "EC2Client.DescribeAvailabilityZonesCommand": "ec2:DescribeAvailabilityZones",
  "EC2Client.DescribeCapacityReservationsCommand": "ec2:DescribeCapacityReservations",
  "EC2Client.DescribeInstancesCommand": "ec2:DescribeInstances",
  "EC2Client.DescribeInstanceTypeOfferingsCommand": "ec2:DescribeInstanceTypeOfferings",
  "EC2Client.DescribeVpcsCommand": "ec2:DescribeVpcs",
  "EKSClient.DescribeClusterVersionsCommand": "eks:DescribeClusterVersions",
  "IAMClient.GetRoleCommand": "iam:GetRole",
  "OutpostsClient.GetOutpostCommand": "outposts:GetOutpost",
  "OutpostsClient.GetOutpostInstanceTypesCommand": "outposts:GetOutpostInstanceTypes",
  "ServiceQuotasClient.ListServiceQuotasCommand": "servicequotas:ListServiceQuotas",
  "SSMClient.GetParameterCommand": "ssm:GetParameter",
};

/** What a preflight asks AWS. Facts go to the checks as plain values, so that they are judged apart from the SDK. */
export interface AwsReads {
  callerAccount(): Promise<string>;
  /** Zone IDs of the region that offer each of the types. */
  zonesOffering(instanceTypes: string[]): Promise<Map<string, string[]>>;
  capacityReservations(ids: string[]): Promise<CapacityReservation[]>;
  /** vCPUs of pending and running instances outside capacity blocks, by instance type and whether they are spot. */
  runningVcpus(): Promise<{ instanceType: string; spot: boolean; vcpus: number }[]>;
  vpcs(): Promise<{ id: string; cidrs: string[] }[]>;
  elasticIpCount(): Promise<number>;
  quotas(serviceCode: string): Promise<ServiceQuota[]>;
  /** Undefined where the parameter does not exist. */
  parameter(name: string): Promise<string | undefined>;
  /** Kubernetes versions in standard or extended support, by EKS' own status. */
  clusterVersions(): Promise<{ version: string; status: string }[]>;
  roleExists(name: string): Promise<boolean>;
  /** Local Zones by their IDs, with the group that an account opts in to. Also those that it has not opted in to. */
  localZones(ids: string[]): Promise<{ zone: string; group: string; optedIn: boolean }[]>;
  /** Undefined where the account has no such Outpost. */
  outpost(arn: string): Promise<{ zone: string; active: boolean; instanceTypes: string[] } | undefined>;
}

/** Clients of one region that refuse, before anything is sent, each call that is not in `readCalls`. */
export function awsReads(region: string): AwsReads {
  // The SDK announces the end of its Node 20 support on every start; the user of a preflight can't act on it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const settings = { region, maxAttempts: 4 };
  const [ec2, eks] = [guarded(new EC2Client(settings)), guarded(new EKSClient(settings))];
  const [iam, quotas] = [guarded(new IAMClient(settings)), guarded(new ServiceQuotasClient(settings))];
  const [ssm, sts] = [guarded(new SSMClient(settings)), guarded(new STSClient(settings))];
  const outposts = guarded(new OutpostsClient(settings));

  return {
    callerAccount: async () => (await sts.send(new GetCallerIdentityCommand({}))).Account ?? "",
    zonesOffering: (instanceTypes) => zonesOffering(ec2, instanceTypes),
    capacityReservations: (ids) =>
      collect(
        paginateDescribeCapacityReservations({ client: ec2 }, { CapacityReservationIds: ids }),
        (page) => page.CapacityReservations ?? [],
      ),
    runningVcpus: () => runningVcpus(ec2),
    vpcs: () =>
      collect(paginateDescribeVpcs({ client: ec2 }, {}), (page) =>
        (page.Vpcs ?? []).map((vpc) => ({
          id: vpc.VpcId ?? "",
          cidrs: (vpc.CidrBlockAssociationSet ?? []).flatMap((block) => block.CidrBlock ?? []),
        })),
      ),
    elasticIpCount: async () => ((await ec2.send(new DescribeAddressesCommand({}))).Addresses ?? []).length,
    quotas: (ServiceCode) =>
      collect(paginateListServiceQuotas({ client: quotas }, { ServiceCode }), (page) => page.Quotas ?? []),
    parameter: async (Name) => {
      const found = await orUndefined("ParameterNotFound", ssm.send(new GetParameterCommand({ Name })));
      return found?.Parameter?.Value;
    },
    clusterVersions: async () => {
      const { clusterVersions } = await eks.send(new DescribeClusterVersionsCommand({ includeAll: true }));
      return (clusterVersions ?? []).map((each) => ({
        version: each.clusterVersion ?? "",
        status: each.versionStatus ?? each.status ?? "",
      }));
    },
    localZones: async (ZoneIds) => {
      const answer = await ec2.send(new DescribeAvailabilityZonesCommand({ ZoneIds, AllAvailabilityZones: true }));
      return (answer.AvailabilityZones ?? []).map(({ ZoneId = "", GroupName = "", OptInStatus }) => ({
        zone: ZoneId,
        group: GroupName,
        optedIn: OptInStatus !== "not-opted-in",
      }));
    },
    outpost: (arn) => readOutpost(outposts, arn),
    roleExists: async (RoleName) =>
      (await orUndefined("NoSuchEntityException", iam.send(new GetRoleCommand({ RoleName })))) !== undefined,
  };
}

async function zonesOffering(ec2: EC2Client, instanceTypes: string[]): Promise<Map<string, string[]>> {
  const offerings = await collect(
    paginateDescribeInstanceTypeOfferings(
      { client: ec2 },
      { LocationType: "availability-zone-id", Filters: [{ Name: "instance-type", Values: instanceTypes }] },
    ),
    (page) => page.InstanceTypeOfferings ?? [],
  );
  const zones = new Map(instanceTypes.map((type) => [type, [] as string[]]));
  for (const { InstanceType, Location } of offerings) {
    if (InstanceType && Location) zones.get(InstanceType)?.push(Location);
  }
  for (const list of zones.values()) list.sort();
  return zones;
}

async function readOutpost(client: OutpostsClient, OutpostId: string) {
  const found = await orUndefined("NotFoundException", client.send(new GetOutpostCommand({ OutpostId })));
  if (!found?.Outpost) return undefined;
  const types = await collect(paginateGetOutpostInstanceTypes({ client }, { OutpostId }), (page) =>
    (page.InstanceTypes ?? []).flatMap(({ InstanceType }) => InstanceType ?? []),
  );
  const { AvailabilityZoneId: zone = "", LifeCycleStatus } = found.Outpost;
  return { zone, active: LifeCycleStatus === "ACTIVE", instanceTypes: types.sort() };
}

async function runningVcpus(ec2: EC2Client) {
  const instances = await collect(
    paginateDescribeInstances(
      { client: ec2 },
      { Filters: [{ Name: "instance-state-name", Values: ["pending", "running"] }] },
    ),
    (page) => (page.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []),
  );
  return instances
    .filter((instance) => instance.InstanceLifecycle !== "capacity-block")
    .map((instance) => ({
      instanceType: instance.InstanceType ?? "",
      spot: instance.InstanceLifecycle === "spot",
      vcpus: (instance.CpuOptions?.CoreCount ?? 0) * (instance.CpuOptions?.ThreadsPerCore ?? 0),
    }));
}

async function collect<Page, Item>(pages: AsyncIterable<Page>, items: (page: Page) => Item[]): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...items(page));
  return all;
}

async function orUndefined<T>(absentError: string, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && error.name === absentError) return undefined;
    throw error;
  }
}

/** The client, refusing before anything is sent each call that is not in `readCalls`. */
export function guarded<
  Input extends object,
  Output extends object,
  C extends { middlewareStack: MiddlewareStack<Input, Output> },
>(client: C & { middlewareStack: MiddlewareStack<Input, Output> }): C {
  const refuse: InitializeMiddleware<Input, Output> = (next, context) => async (args) => {
    const call = `${String(context.clientName)}.${String(context.commandName)}`;
    if (!(call in readCalls)) throw new Error(`A preflight only reads: ${call} is not one of its calls`);
    return next(args);
  };
  client.middlewareStack.add(refuse, { step: "initialize", name: "refuseWrites" });
  return client;
}
