import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { DataCleaning } from "../../../components/data/dataCleaning";
import { base36, emrServiceAccounts } from "../../../components/data/emrServiceAccounts";
import { ObjectStore } from "../../../components/storage/objectStore";
import type { CleaningJob } from "../../../spec/stack";
import { find, names, type Registered, register, statement } from "../harness";

const place = { region: "us-east-1", accountId: "111122223333" };
const image = `111122223333.dkr.ecr.us-east-1.amazonaws.com/cleaning@sha256:${"0".repeat(64)}`;
const web: CleaningJob = {
  name: "web",
  image,
  from: { bucket: "raw", prefix: "web/" },
  to: { bucket: "curated", prefix: "clean/web/" },
  schedule: "cron(0 2 * * ? *)",
  timezone: "Europe/Berlin",
  pool: "clean",
  executors: { count: 4, cores: 7, memoryGiB: 28 },
  keepRuns: 5,
  rules: { columns: { text: { type: "string", required: true } }, duplicates: { exact: ["text"] } },
};

const made = (jobs: CleaningJob[] = [web]) =>
  register((opts) => {
    const buckets = [{ name: "raw" }, { name: "curated" }];
    const objectStore = new ObjectStore("data", { ...place, buckets, keyArn: "arn:key", vpcId: "vpc-1" }, opts);
    new DataCleaning(
      "ai",
      {
        ...place,
        jobs,
        objectStore,
        clusterName: "ai",
        kubernetesVersion: "1.35",
        kubernetes: new KubernetesProvider("kubernetes", {}, opts),
        storageKeyArn: "arn:key",
        logsKeyArn: "arn:logs-key",
        logRetentionDays: 90,
        alarmTopicArn: "arn:topic",
      },
      opts,
    );
  });

describe("DataCleaning", () => {
  let registered: Registered[];
  beforeAll(async () => {
    registered = await made();
  });

  test("runs in a namespace of its own that lets in nothing from outside", () => {
    expect(find(registered, "kubernetes:core/v1:Namespace", "ai-namespace").inputs.metadata).toMatchObject({
      name: "data-cleaning",
      labels: {
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/enforce-version": "v1.35",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
    expect(names(registered, "kubernetes:networking.k8s.io/v1:NetworkPolicy")).toEqual([
      "ai-default-deny",
      "ai-egress",
      "ai-metrics",
      "ai-same-namespace",
    ]);
    const { inputs } = find(registered, "aws:emrcontainers/virtualCluster:VirtualCluster", "ai-emr");
    const eksInfo = { namespace: "data-cleaning" };
    expect(inputs.containerProvider).toEqual({ id: "ai", type: "EKS", info: { eksInfo } });
    // EKS refuses access entries of service-linked roles to anybody but the service.
    expect(names(registered, "aws:eks/accessEntry:AccessEntry")).toEqual([]);
  });

  test("starts runs by EventBridge Scheduler, each invocation one run", () => {
    const { inputs } = find(registered, "aws:scheduler/schedule:Schedule", "ai-web-schedule");
    expect(inputs).toMatchObject({
      groupName: "ai",
      scheduleExpression: "cron(0 2 * * ? *)",
      scheduleExpressionTimezone: "Europe/Berlin",
      flexibleTimeWindow: { mode: "OFF" },
    });
    const { input, ...target } = inputs.target as { input: string };
    expect(target).toEqual({
      arn: "arn:aws:scheduler:::aws-sdk:emrcontainers:startJobRun",
      roleArn: "arn:ai-scheduler",
      deadLetterConfig: { arn: "arn:ai-dead-letters" },
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
    });
    expect(JSON.parse(input)).toEqual({
      Name: "web",
      ClientToken: "<aws.scheduler.execution-id>",
      VirtualClusterId: "ai-emr-id",
      ExecutionRoleArn: "arn:ai-web-role",
      ReleaseLabel: "emr-7.13.0-20260410",
      JobDriver: {
        SparkSubmitJobDriver: {
          EntryPoint: "s3://data-curated/_cleaning/web/__main__.py",
          EntryPointArguments: [
            "--rules=s3://data-curated/_cleaning/web/rules.yaml",
            "--input=s3://data-raw/web/",
            "--output=s3://data-curated/clean/web/",
            "--keep-runs=5",
          ],
          SparkSubmitParameters: "--py-files s3://data-curated/_cleaning/web/cleaning.zip",
        },
      },
      ConfigurationOverrides: {
        ApplicationConfiguration: [
          {
            Classification: "spark-defaults",
            Properties: {
              "spark.kubernetes.container.image": image,
              "spark.pyspark.python": "/usr/bin/python3.11",
              "spark.pyspark.driver.python": "/usr/bin/python3.11",
              "spark.executor.instances": "4",
              "spark.executor.cores": "7",
              // Heap and 40% beside it are the pod's 28 GiB.
              "spark.executor.memory": "20480m",
              "spark.driver.memory": "20480m",
              "spark.kubernetes.memoryOverheadFactor": "0.4",
              "spark.kubernetes.node.selector.aidc.dev/pool": "clean",
            },
          },
          {
            Classification: "emr-job-submitter",
            Properties: { "jobsubmitter.node.selector.aidc.dev/pool": "clean" },
          },
        ],
        MonitoringConfiguration: {
          CloudWatchMonitoringConfiguration: { LogGroupName: "/aws/emr-containers/ai", LogStreamNamePrefix: "web" },
        },
      },
      RetryPolicyConfiguration: { MaxAttempts: 3 },
    });
  });

  test("puts the program and the rules beside the results, out of Spark's sight", async () => {
    const object = (name: string) => find(registered, "aws:s3/bucketObjectv2:BucketObjectv2", name).inputs;
    expect(object("ai-web-rules.yaml")).toMatchObject({ bucket: "data-curated", key: "_cleaning/web/rules.yaml" });
    const rules = object("ai-web-rules.yaml").source as { text: Promise<string> };
    expect(parse(await rules.text)).toEqual(web.rules);
    const { assets } = object("ai-web-cleaning.zip").source as { assets: Promise<Record<string, unknown>> };
    expect(Object.keys(await assets)).toEqual(
      expect.arrayContaining(["cleaning/__init__.py", "cleaning/job.py", "cleaning/rules.schema.json"]),
    );
  });

  test("gives a run its two folders and nothing else", () => {
    const { policy } = find(registered, "aws:iam/rolePolicy:RolePolicy", "ai-web-permissions").inputs;
    expect(statement(policy, "ReadDataSet")).toEqual({
      Sid: "ReadDataSet",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: "arn:data-raw/web/*",
    });
    expect(statement(policy, "ListDataSet").Condition).toEqual({ StringLike: { "s3:prefix": ["web", "web/*"] } });
    expect(statement(policy, "WriteResults").Resource).toBe("arn:data-curated/clean/web/*");
    expect(statement(policy, "ReadProgram").Resource).toBe("arn:data-curated/_cleaning/web/*");
    expect(statement(policy, "UseKey").Resource).toBe("arn:key");
    const starter = find(registered, "aws:iam/rolePolicy:RolePolicy", "ai-scheduler-permissions").inputs.policy;
    expect(statement(starter, "Start")).toMatchObject({
      Action: "emr-containers:StartJobRun",
      Resource: "arn:ai-emr",
      Condition: { ArnEquals: { "emr-containers:ExecutionRoleArn": ["arn:ai-web-role"] } },
    });
  });

  test("hands the role to the service accounts that EMR makes for it", () => {
    const identity = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    expect(names(registered, identity)).toEqual(["ai-web-client", "ai-web-driver", "ai-web-executor"]);
    expect(find(registered, identity, "ai-web-driver").inputs).toEqual({
      clusterName: "ai",
      namespace: "data-cleaning",
      serviceAccount: `emr-containers-sa-spark-driver-111122223333-${base36("ai-web-role")}`,
      roleArn: "arn:ai-web-role",
    });
  });

  test("tells of a run that could not be started", () => {
    expect(find(registered, "aws:sqs/queue:Queue", "ai-dead-letters").inputs).toMatchObject({
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
    expect(find(registered, "aws:cloudwatch/metricAlarm:MetricAlarm", "ai-not-started").inputs).toMatchObject({
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "ai-dead-letters" },
      threshold: 0,
      alarmActions: ["arn:topic"],
    });
  });

  test("refuses a job whose bucket there is not", async () => {
    await expect(made([{ ...web, from: { bucket: "rwa", prefix: "web/" } }])).rejects.toThrow(
      "cleaning web: there is no bucket rwa",
    );
  });
});

// As the AWS CLI's `emr-containers` customization gives them: the bytes of the name, the first the most significant.
test.each([
  ["a", "2p"],
  ["Job", "2wk0y"],
])("a role's name %s in base 36 is %s", (name, encoded) => {
  expect(base36(name)).toBe(encoded);
  expect(emrServiceAccounts("1", name).executor).toBe(`emr-containers-sa-spark-executor-1-${encoded}`);
});
