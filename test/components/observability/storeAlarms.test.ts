import { expect, test } from "vitest";
import { StoreAlarms } from "../../../components/observability/storeAlarms";
import { find, names, register } from "../harness";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

test("watches each store by what goes wrong with its kind", async () => {
  const registered = await register(
    (opts) =>
      void new StoreAlarms(
        "stores",
        {
          topicArn: "arn:alarms",
          fileSystems: { scratch: { id: "fs-1", sizeGiB: 4800 } },
          databases: { metadata: "metadata-cluster" },
          tables: { runs: { tableName: "runs-1a2b", replicas: ["us-west-2"] } },
        },
        opts,
      ),
  );
  expect(names(registered, alarmType).sort()).toEqual([
    "stores-metadata-capacity",
    "stores-metadata-lag",
    "stores-runs-lag-us-west-2",
    "stores-runs-read-throttles",
    "stores-runs-write-throttles",
    "stores-scratch-full",
  ]);
  expect(find(registered, alarmType, "stores-scratch-full").inputs).toMatchObject({
    namespace: "AWS/FSx",
    metricName: "FreeDataStorageCapacity",
    dimensions: { FileSystemId: "fs-1" },
    comparisonOperator: "LessThanThreshold",
    threshold: 480 * 2 ** 30,
    period: 60,
    evaluationPeriods: 15,
    alarmActions: ["arn:alarms"],
  });
  expect(find(registered, alarmType, "stores-runs-lag-us-west-2").inputs).toMatchObject({
    dimensions: { TableName: "runs-1a2b", ReceivingRegion: "us-west-2" },
    threshold: 60_000,
  });
});

test("makes nothing where there is nothing", async () => {
  expect(
    names(await register((opts) => void new StoreAlarms("stores", { topicArn: "arn:alarms" }, opts)), alarmType),
  ).toEqual([]);
});
