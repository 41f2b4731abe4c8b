import { HotBucket } from "aidc/components/storage/hotBucket";
import { keyArn } from "./existing";

export const restarts = new HotBucket("restarts", { baseName: "ai-restarts", zone: "use1-az6", keyArn, expireDays: 3 });
