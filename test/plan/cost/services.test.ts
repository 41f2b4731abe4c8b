import { describe, expect, it } from "vitest";
import type { UsageAssumptions } from "../../../plan/bill";
import { bill, billWith, nodeGroup, price, resource } from "./resources";

const only = (type: string, inputs: object = {}) => bill([resource(type, "only", { ...inputs })]);

describe("managed services", () => {
  it("bill a Lustre file system by its capacity in its class of throughput, and no class without a price", () => {
    const lustre = (perUnitStorageThroughput: number) =>
      only("aws:fsx/lustreFileSystem:LustreFileSystem", { storageCapacity: 2400, perUnitStorageThroughput });
    expect(lustre(125).monthlyUSD).toBeCloseTo(2400 * 0.145, 6);
    expect(lustre(1000).monthlyUSD).toBeCloseTo(2400 * 0.6, 6);
    expect(lustre(2000).notPriced[0]?.reason).toBe(
      "the catalogue has no price of fsx-lustre-ssd-2000-gb-month in us-east-1",
    );
  });

  it("bill a serverless Aurora instance from its least to its greatest capacity", () => {
    const cluster = resource("aws:rds/cluster:Cluster", "cluster", {
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 8 },
    });
    const instance = resource(
      "aws:rds/clusterInstance:ClusterInstance",
      "instance",
      { instanceClass: "db.serverless" },
      { clusterIdentifier: [cluster.urn] },
    );
    const { monthlyUSD, maximumMonthlyUSD, notPriced } = bill([cluster, instance]);
    expect(monthlyUSD).toBeCloseTo(0.5 * 730 * 0.12, 6);
    expect(maximumMonthlyUSD).toBeCloseTo(8 * 730 * 0.12, 6);
    expect(notPriced.map(({ item }) => item)).toEqual(["Aurora storage", "Aurora I/O"]);
  });

  it("list what use decides, never as zero", () => {
    for (const type of ["aws:dynamodb/table:Table", "aws:backup/vault:Vault", "aws:grafana/workspace:Workspace"]) {
      const { monthlyUSD, free, notPriced } = only(type);
      expect([monthlyUSD, free]).toEqual([0, 0]);
      expect(new Set(notPriced.map((charge) => charge.type))).toEqual(new Set([type]));
    }
  });
});

describe("what use decides", () => {
  const charged = (type: string, inputs: object, usage: UsageAssumptions) =>
    billWith(usage, [resource(type, "only", { ...inputs })]);

  it("is a range of the price, from the least use to the most", () => {
    const workspace = charged(
      "aws:amp/workspace:Workspace",
      {},
      {
        prometheusMillionSamplesPerMonth: { low: 100, likely: 880, high: 10000 },
        prometheusBillionQuerySamplesPerMonth: 10,
        prometheusGB: 5,
      },
    );
    const rest = 10 * 0.1 + 5 * 0.03;
    expect(workspace.minimumMonthlyUSD).toBeCloseTo(100 * 0.09 + rest, 6);
    expect(workspace.monthlyUSD).toBeCloseTo(880 * 0.09 + rest, 6);
    expect(workspace.maximumMonthlyUSD).toBeCloseTo(10000 * 0.09 + rest, 6);
  });

  it("is charged for keys and secrets beside what they cost to hold, evenly over all", () => {
    const keys = ["a", "b"].map((name) => resource("aws:kms/key:Key", name));
    const secret = resource("aws:secretsmanager/secret:Secret", "password");
    const use = { keyMillionRequestsPerMonth: 10, secretMillionRequestsPerMonth: 0.1 };
    expect(billWith(use, [...keys, secret]).monthlyUSD).toBeCloseTo(2 * 1 + 10 * 3 + 0.4 + 0.1 * 5, 6);
  });

  it("copies images once to each region, and keeps them at the prices of there", () => {
    const destinations = ["us-west-2", "us-east-1"].map((region) => ({ region, registryId: "111122223333" }));
    const { monthlyUSD, notPriced } = charged(
      "aws:ecr/replicationConfiguration:ReplicationConfiguration",
      { replicationConfiguration: { rules: [{ destinations }] } },
      { imageGBPerMonth: 100, imageGB: 500 },
    );
    expect(monthlyUSD).toBeCloseTo(2 * 100 * 0.02 + 500 * 0.1, 6);
    expect(notPriced.map(({ reason }) => reason)).toEqual(["the catalogue has no price of ecr-gb-month in us-west-2"]);
  });

  it("is priced where a resource stands, not where the stack does", () => {
    const provider = resource("pulumi:providers:aws", "west", { region: "us-west-1" });
    const bucket = { ...resource("aws:s3/bucket:Bucket", "copy"), provider: `${provider.urn}::id` };
    const { lines } = billWith({ bucketGB: 100 }, [provider, bucket]);
    expect(lines.map(({ unitPriceUSD }) => unitPriceUSD)).toEqual([0.026]);
    const table = { ...resource("aws:dynamodb/table:Table", "copy"), provider: `${provider.urn}::id` };
    expect(billWith({ tableGB: 10 }, [provider, table]).notPriced[0]?.reason).toMatch(/dynamodb-gb-month in us-west-1/);
  });

  it("adds a collector's hours to the samples that come through it", () => {
    const { monthlyUSD } = charged("aws:amp/scraper:Scraper", {}, { prometheusMillionSamplesPerMonth: 880 });
    expect(monthlyUSD).toBeCloseTo(730 * 0.04 + 880 * 0.003, 6);
  });

  it.each([
    ["aws:ec2/flowLog:FlowLog", { logDestinationType: "s3" }, { flowLogGBPerMonth: 100 }, 100 * 0.25],
    ["aws:ec2/flowLog:FlowLog", { logDestinationType: "cloud-watch-logs" }, { flowLogGBPerMonth: 100 }, 0],
    ["aws:rds/globalCluster:GlobalCluster", {}, { databaseMillionReplicatedWritesPerMonth: 5 }, 5 * 0.2],
    ["aws:sfn/stateMachine:StateMachine", {}, { syncThousandTransitionsPerMonth: 2 }, 2 * 0.025],
  ])("bills %s %o by what flows", (type, inputs, use, usd) => {
    expect(charged(type, inputs, use)).toMatchObject({ monthlyUSD: usd, notPriced: [] });
  });

  it("prices what a vault keeps by service, and what a hot bucket is asked for by request and GB", () => {
    const vault = { backupGB: 1000, databaseBackupGB: 100, tableBackupGB: 10 };
    expect(charged("aws:backup/vault:Vault", {}, vault).monthlyUSD).toBeCloseTo(
      1000 * 0.05 + 100 * 0.021 + 10 * 0.1,
      6,
    );
    // AWS's own example: 10 GB, a million writes and nine million reads of 10 KB.
    const hot = charged(
      "aws:s3/directoryBucket:DirectoryBucket",
      {},
      {
        hotBucketGB: 10,
        hotBucketThousandWritesPerMonth: 1000,
        hotBucketThousandReadsPerMonth: 9000,
        hotBucketWrittenGBPerMonth: (1e6 * 10) / 2 ** 20,
        hotBucketReadGBPerMonth: (9e6 * 10) / 2 ** 20,
      },
    );
    expect(hot.monthlyUSD).toBeCloseTo(2.58, 2);
  });

  it("bills what CloudWatch's add-on is told to send", () => {
    const addon = (configuration?: object) =>
      charged(
        "aws:eks/addon:Addon",
        {
          addonName: "amazon-cloudwatch-observability",
          ...(configuration && { configurationValues: JSON.stringify(configuration) }),
        },
        { containerInsightsMillionObservationsPerMonth: 100, xrayMillionTracesPerMonth: 2 },
      );
    const traces = { traces_collected: { otlp: {} } };
    expect(addon()).toMatchObject({ monthlyUSD: 21, notPriced: [] });
    expect(addon({ agent: { config: { traces } } })).toMatchObject({ monthlyUSD: 10, notPriced: [] });
    const both = { agent: { config: { logs: { kubernetes: { enhanced_container_insights: true } }, traces } } };
    expect(addon(both)).toMatchObject({ monthlyUSD: 31, notPriced: [] });
  });

  it("bills replication time control where a rule asks for it", () => {
    const rule = (destination: object) =>
      charged(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        { rules: [{ destination }] },
        { replicatedGBPerMonth: 200 },
      );
    expect(rule({ replicationTime: { status: "Enabled" } }).monthlyUSD).toBeCloseTo(200 * 0.015, 6);
    expect(rule({})).toMatchObject({ monthlyUSD: 0, free: 1 });
  });

  it("bills the vCPUs of the nodes that GuardDuty's agent runs on, and lists a protection plan that it does not know", () => {
    const feature = (name: string) => resource("aws:guardduty/detectorFeature:DetectorFeature", name, { name });
    const pool = nodeGroup("train", "p5.48xlarge", [1, 2, 4]);
    const monitored = bill([pool, feature("RUNTIME_MONITORING")]).lines.find(({ concern }) => concern === "security");
    expect(monitored).toMatchObject({
      quantity: 2 * 192,
      minimumMonthlyUSD: 192 * 1.5,
      maximumMonthlyUSD: 4 * 192 * 1.5,
    });
    expect(bill([feature("LAMBDA_NETWORK_LOGS")]).notPriced).toHaveLength(1);
    const unknown = bill([nodeGroup("odd", "x9.large", [1, 1, 1]), feature("RUNTIME_MONITORING")]);
    expect(unknown.notPriced.map(({ reason }) => reason)).toContain(
      "the catalogue does not know the vCPUs of x9.large",
    );
  });
});

describe("objects of a cluster", () => {
  const loadBalancer = 730 * price("load-balancer-hour");

  it("are billed where a Service makes a load balancer, and nowhere else", () => {
    const service = (type: string) => only("kubernetes:core/v1:Service", { spec: { type } });
    expect(service("LoadBalancer").monthlyUSD).toBeCloseTo(loadBalancer, 6);
    expect(service("ClusterIP")).toMatchObject({ monthlyUSD: 0, free: 1, notPriced: [] });
  });

  it("are billed as one load balancer an Ingress, or a group of them", () => {
    const ingress = (name: string, group?: string) =>
      resource("kubernetes:networking.k8s.io/v1:Ingress", name, {
        metadata: group === undefined ? {} : { annotations: { "alb.ingress.kubernetes.io/group.name": group } },
      });
    expect(bill([ingress("a"), ingress("b")]).monthlyUSD).toBeCloseTo(2 * loadBalancer, 6);
    expect(bill([ingress("a", "g"), ingress("b", "g"), ingress("c")]).monthlyUSD).toBeCloseTo(2 * loadBalancer, 6);
  });

  const storageClass = (name: string, provisioner: string, parameters = {}, annotations = {}) =>
    resource("kubernetes:storage.k8s.io/v1:StorageClass", name, {
      metadata: { name, annotations },
      provisioner,
      parameters,
    });
  const classes = [
    storageClass("fast", "ebs.csi.aws.com", { type: "gp3" }, { "storageclass.kubernetes.io/is-default-class": "true" }),
    storageClass("local", "kubernetes.io/no-provisioner"),
  ];
  const resources = { requests: { storage: "100Gi" } };

  it("are billed where a claim makes a volume, by its class, and not where it mounts what stands", () => {
    const claim = (spec: object) =>
      bill([...classes, resource("kubernetes:core/v1:PersistentVolumeClaim", "claim", { spec })]);
    expect(claim({ storageClassName: "fast", resources }).monthlyUSD).toBeCloseTo(100 * price("ebs-gp3-gb-month"), 6);
    expect(claim({ resources }).monthlyUSD).toBeCloseTo(100 * price("ebs-gp3-gb-month"), 6);
    expect(claim({ storageClassName: "local", resources })).toMatchObject({ monthlyUSD: 0, notPriced: [] });
    expect(claim({ storageClassName: "", volumeName: "scratch", resources })).toMatchObject({
      monthlyUSD: 0,
      notPriced: [],
    });
    expect(claim({ storageClassName: "other", resources }).notPriced).toHaveLength(1);
  });

  it("are billed for each replica's volumes of a StatefulSet", () => {
    const volumeClaimTemplates = [{ spec: { storageClassName: "fast", resources } }];
    const set = resource("kubernetes:apps/v1:StatefulSet", "set", { spec: { replicas: 3, volumeClaimTemplates } });
    expect(bill([...classes, set]).monthlyUSD).toBeCloseTo(300 * price("ebs-gp3-gb-month"), 6);
  });

  it("are listed where their kind may make what nobody knows", () => {
    expect(only("kubernetes:s3.services.k8s.aws/v1alpha1:Bucket").notPriced).toHaveLength(1);
    expect(only("kubernetes:apps/v1:Deployment")).toMatchObject({ free: 1, notPriced: [] });
  });
});
