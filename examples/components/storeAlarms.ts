import { StoreAlarms } from "aidc/components/observability/storeAlarms";
import { topicArn } from "./existing";
import { scratch } from "./parallelFileSystem";

export const alarms = new StoreAlarms("stores", {
  topicArn,
  fileSystems: { scratch: { id: scratch.fileSystem.id, sizeGiB: 4800 } },
});
